import { describe, expect, it } from 'vitest';
import { matrixProduct } from '../../kernels/backends/wasm/native/matrixProduct';
import { multiply } from '../../kernels/backends/wasm/native/multiply';
import { Native } from '../../kernels/backends/wasm/native/native';
import { compileNativeFunctions, type NativeName } from '../../kernels/backends/wasm/native/nativeFunctions';
import { packColumns, packRows } from '../../kernels/backends/wasm/native/packing';
import { matrixWalk } from '../../kernels/backends/wasm/native/rowWalk';
import { Workspace } from '../../kernels/backends/wasm/native/workspace';
import { hasRelaxedSimd, type MultiplyAdd, separateMultiplyAdd } from '../../kernels/backends/wasm/relaxedSimd';
import { ThreadProgram } from '../../kernels/backends/wasm/threads/threadProgram';
import type { Memory as WasmMemory } from '../../kernels/backends/wasm/webAssembly';
import { f32x4 } from '../../kernels/codegen/wasm/assembly/instructions';
import { wasmModule } from '../../kernels/codegen/wasm/assembly/wasmModule';

const { Memory } = globalThis.WebAssembly as unknown as {
  Memory: new (pages: { initial: number; maximum: number; shared?: boolean }) => WasmMemory;
};

/** Memory handed out from the beginning on, and a module in it. */
function nativeWith(
  memory: WasmMemory,
  program: ThreadProgram<NativeName>,
): Native & { allocate(values: readonly number[]): number } {
  let next = 64;
  const allocator = {
    _malloc: (bytes: number) => {
      const address = next;
      next += Math.ceil(bytes / 64) * 64;
      return address;
    },
    _free: () => {},
  };
  const allocate = (values: readonly number[]) => {
    const address = allocator._malloc(values.length * 4);
    new Float32Array(memory.buffer, address, values.length).set(values);
    return address;
  };
  return Object.assign(new Native(memory, allocator, program), { allocate });
}

function product(multiplyAdd: MultiplyAdd): number[] {
  const memory = new Memory({ initial: 4, maximum: 4 });
  const functions = [matrixProduct(multiplyAdd), packRows, packColumns];
  const native = nativeWith(memory, new ThreadProgram<NativeName>(wasmModule(functions, false), memory));
  const numbers = (count: number, start: number) =>
    Array.from({ length: count }, (_, index) => ((index + start) % 7) - 3);
  const [rows, depth, columns] = [5, 6, 11];
  const result = native.allocate(Array(rows * columns).fill(Number.NaN));
  multiply(native, {
    walk: matrixWalk(rows, depth, false),
    a: native.allocate(numbers(rows * depth, 1)),
    b: native.allocate(numbers(depth * columns, 4)),
    columns,
    result,
    bias: native.allocate(numbers(columns, 2)),
    floor: 0,
    count: 1,
    next: { a: 0, b: 0, result: rows * columns * 4 },
  });
  const [a, b, bias] = [numbers(rows * depth, 1), numbers(depth * columns, 4), numbers(columns, 2)];
  const expected = Array.from({ length: rows * columns }, (_, at) => {
    const [row, column] = [Math.floor(at / columns), at % columns];
    const sum = Array.from({ length: depth }, (_, k) => (a[row * depth + k] ?? 0) * (b[k * columns + column] ?? 0));
    return Math.max(
      0,
      sum.reduce((total, value) => total + value, bias[column] ?? 0),
    );
  });
  expect(Array.from(new Float32Array(memory.buffer, result, rows * columns))).toEqual(expected);
  return expected;
}

describe('the matrix product', () => {
  it('is right with a separate multiplication and addition', () => {
    expect(Math.max(...product(separateMultiplyAdd))).toBeGreaterThan(0);
  });

  it('is right with a fused one, where the engine has it', (context) => {
    if (!hasRelaxedSimd()) return context.skip('This engine has no relaxed SIMD.');
    expect(Math.max(...product(f32x4.relaxedMultiplyAdd))).toBeGreaterThan(0);
  });
});

it('the functions also work in a memory that threads share', () => {
  const memory = new Memory({ initial: 1, maximum: 65536, shared: true });
  const native = nativeWith(memory, compileNativeFunctions(memory));
  const [x, dy, dx] = [[1, -1, 2, 0, 5], [1, 2, 3, 4, 5], Array(5).fill(9)].map(native.allocate);
  native.functions.reluGradient(5, x ?? 0, dy ?? 0, dx ?? 0);
  expect(Array.from(new Float32Array(memory.buffer, dx, 5))).toEqual([1, 0, 3, 0, 5]);
});

describe('the workspace', () => {
  it('gives pieces that do not overlap, and the same memory again', () => {
    const asked: number[] = [];
    const freed: number[] = [];
    const workspace = new Workspace({
      _malloc: (bytes) => asked.push(bytes) * 10_000,
      _free: (address) => void freed.push(address),
    });
    const { a, b } = workspace.take({ a: 100, b: 1 });
    expect(b - a).toBeGreaterThanOrEqual(100);
    expect([a % 64, b % 64]).toEqual([0, 0]);
    expect(workspace.take({ c: 50 }).c).toBe(a);
    expect(asked).toHaveLength(1);
    workspace.take({ large: 5000 });
    expect([asked.length, freed]).toEqual([2, [10_000]]);
  });
});
