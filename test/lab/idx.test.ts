import { describe, expect, it } from 'vitest';
import { decodeIdx, encodeIdx } from '../../kernels/lab/data/idx';

const bytes = (...values: number[]) => Uint8Array.from(values);
const whole = encodeIdx({ shape: [2, 1, 3], values: bytes(1, 2, 3, 4, 5, 6) });

describe('decodeIdx', () => {
  it('reads back what encodeIdx wrote', () => {
    expect(decodeIdx(whole, 'images')).toEqual({ shape: [2, 1, 3], values: bytes(1, 2, 3, 4, 5, 6) });
  });

  it('writes the header of the official files', () => {
    expect([...whole.subarray(0, 16)]).toEqual([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3]);
  });

  it('reads a view that does not start at its buffer', () => {
    const shifted = new Uint8Array(whole.length + 5);
    shifted.set(whole, 5);
    expect(decodeIdx(shifted.subarray(5), 'images').shape).toEqual([2, 1, 3]);
  });

  it.each([
    ['an empty file', bytes(), /not an IDX file/],
    ['text', new TextEncoder().encode('<!DOCTYPE html>'), /not an IDX file/],
    ['floats', bytes(0, 0, 0x0d, 1, 0, 0, 0, 0), /type 0xd/],
    ['a cut header', whole.subarray(0, 9), /cut off inside its header/],
    ['a cut body', whole.subarray(0, -1), /cut off: 2 × 1 × 3 needs 6 bytes after the header, 5 are there/],
    ['a longer body', bytes(...whole, 7), /too long/],
  ])('refuses %s and names the file', (_, content, message) => {
    expect(() => decodeIdx(content, 'train-images')).toThrow(message);
    expect(() => decodeIdx(content, 'train-images')).toThrow(/^train-images/);
  });
});
