import { describe, expect, it } from 'vitest';
import { encodeFrame, FrameDecoder } from '../../kernels/notebook/frames';

describe('frames', () => {
  const messages = [{ id: 1, text: 'ä€😀' }, { event: 'points', count: 2 }, 'plain'];
  const binaries = [new Uint8Array(0), new Uint8Array(new Float64Array([1, 2, 0.5]).buffer), Uint8Array.of(0, 255)];
  const bytes = Buffer.concat(messages.map((message, index) => encodeFrame(message, binaries[index])));

  it.each([1, 3, 7, 64, 10_000])('come out whole, however the stream is cut: %i bytes at a time', (size) => {
    const decoder = new FrameDecoder();
    const frames = [];
    for (let at = 0; at < bytes.byteLength; at += size) frames.push(...decoder.push(bytes.subarray(at, at + size)));
    expect(frames.map(({ message }) => message)).toEqual(messages);
    expect(frames.map(({ binary }) => [...binary])).toEqual(binaries.map((binary) => [...binary]));
  });

  it('refuses bytes that cannot be a frame', () => {
    expect(() => new FrameDecoder().push(Buffer.from('garbage on the line'))).toThrow('something that is no message');
    expect(() => new FrameDecoder().push(Buffer.alloc(64))).toThrow('something that is no message');
    const notJson = Buffer.from([3, 0, 0, 0, 0, 0, 0, 0, 0x7b, 0x7b, 0x7b]);
    expect(() => new FrameDecoder().push(notJson)).toThrow('{{{');
  });
});
