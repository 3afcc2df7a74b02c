import { describe, expect, it } from 'vitest';
import { decodeCommand, decodeProperties, encodeProperties } from '../../kernels/jupyter/zmtp/command';
import { decodeFrame, encodeFrame, encodeMessage, frameSize } from '../../kernels/jupyter/zmtp/frame';
import { greeting, isUnderstood, mayBeGreeting } from '../../kernels/jupyter/zmtp/greeting';

describe('frames of ZMTP', () => {
  it.each([0, 1, 255, 256, 70_000])('hold %i bytes', (length) => {
    const body = Buffer.alloc(length, 7);
    const bytes = encodeFrame({ isCommand: false, hasMore: true, body });
    expect(frameSize(bytes)).toBe(bytes.byteLength);
    expect(decodeFrame(bytes)).toEqual({ isCommand: false, hasMore: true, body });
  });

  it('are as the standard draws them', () => {
    // rfc.zeromq.org/spec/37: flags, size, body.
    expect([...encodeMessage([Buffer.from('a'), Buffer.from('bc')])]).toEqual([1, 1, 97, 0, 2, 98, 99]);
    expect([...encodeFrame({ isCommand: true, hasMore: false, body: Buffer.alloc(256) }).subarray(0, 9)]).toEqual([
      6, 0, 0, 0, 0, 0, 0, 1, 0,
    ]);
  });

  it('ask for the rest of a long head before they know their size', () => {
    expect(frameSize(Buffer.from([2, 0, 0]))).toBe(9);
  });

  it('are refused when no message could be that large, or with flags that nobody knows', () => {
    expect(() => frameSize(Buffer.from([2, 255, 0, 0, 0, 0, 0, 0, 0]))).toThrow('larger than any message');
    expect(() => frameSize(Buffer.from([8, 0]))).toThrow('no ZMTP frame');
  });
});

describe('the handshake', () => {
  it('greets in 64 bytes and understands itself', () => {
    expect(greeting()).toHaveLength(64);
    expect(isUnderstood(greeting())).toBe(true);
    for (const length of [1, 5, 10, 64]) expect(mayBeGreeting(greeting().subarray(0, length))).toBe(true);
  });

  it('refuses older versions and other mechanisms', () => {
    const change = (at: number, value: number) => Object.assign(greeting(), { [at]: value });
    expect(isUnderstood(change(10, 2))).toBe(false);
    expect(isUnderstood(change(12, 'P'.charCodeAt(0)))).toBe(false);
    expect(mayBeGreeting(Buffer.from('GET /'))).toBe(false);
  });

  it('reads properties whatever their case, and refuses those that are cut', () => {
    const data = encodeProperties({ 'Socket-Type': 'DEALER', Identity: 'é' });
    expect(Object.fromEntries(decodeProperties(data))).toEqual({
      'socket-type': Buffer.from('DEALER'),
      identity: Buffer.from('é'),
    });
    for (let length = 1; length < data.byteLength; length++) {
      if (length === encodeProperties({ 'Socket-Type': 'DEALER' }).byteLength) continue;
      expect(() => decodeProperties(data.subarray(0, length))).toThrow('cut');
    }
    expect(() => decodeCommand(Buffer.from([5, 65]))).toThrow('no ZMTP command');
    expect(() => decodeCommand(Buffer.alloc(0))).toThrow('no ZMTP command');
  });
});
