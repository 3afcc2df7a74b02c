import { describe, expect, it } from 'vitest';
import { guardMemory } from '../../kernels/backends/wasm/guardMemory';

describe('a full wasm memory', () => {
  const full = () => {
    const wasm = { room: 100, _malloc: (bytes: number) => (bytes > wasm.room ? 0 : 4096) };
    guardMemory(wasm);
    return wasm;
  };

  it('throws instead of computing at address 0', () => {
    expect(() => full()._malloc(3 * 2 ** 20)).toThrow(/no room for another 3 MB/);
  });

  it('is not taken for one while there is room', () => {
    expect(full()._malloc(100)).toBe(4096);
  });

  it('is not taken for one by an empty tensor', () => {
    const wasm = { _malloc: () => 0 };
    guardMemory(wasm);
    expect((wasm as { _malloc(bytes: number): number })._malloc(0)).toBe(0);
  });
});
