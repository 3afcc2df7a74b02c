import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activations, getActivation } from '../../kernels/activations';
import { BackendRefusal } from '../../kernels/backends/backend';
import { referenceBackend } from '../../kernels/backends/reference/referenceBackend';
import { activationBackendOf } from '../../kernels/backends/wasm/activationBackend';
import { compileWasm } from '../../kernels/codegen/wasm/compile';
import { constant, mul, x } from '../../kernels/expression/build';
import { op } from '../../kernels/tfjs';
import { differentiable } from '../../kernels/tfjs/differentiable';
import { useBackend } from '../support/backends';
import { errorInUlp } from '../support/float32Error';
import { initialValues, programOf, referenceOf } from '../support/programs';
import { valuesOf } from '../support/tensors';

const backend = () => activationBackendOf(tf.backend() as BackendWasm);

describe('the wasm backend of activations', () => {
  beforeAll(() => useBackend('wasm'));

  it('compiles a program once, however often and by whatever name it is asked for', () => {
    const compiled = () => backend().compiled;
    const at = tf.tensor1d([1, 2]);
    op('telu')(at).dispose();
    tf.grad(op('telu'))(at).dispose();
    const before = compiled();
    for (let round = 0; round < 3; round++) {
      op('telu')(at).dispose();
      op('tanhExp')(at).dispose();
      tf.grad(op('telu'))(at).dispose();
    }
    expect(compiled()).toBe(before);
    const program = programOf(getActivation('mish'));
    expect(backend().prepare(program, 'float32')).toBe(backend().prepare({ ...program }, 'float32'));
    at.dispose();
  });

  it('forgets the programs used longest ago, and computes them again when they return', () => {
    const scaled = (factor: number) => differentiable(mul(constant(factor), x), `${factor}·x`).program([]);
    const at = tf.tensor1d([1, 2, 3, 4, 5]);
    const run = (factor: number) => {
      const attrs = { program: scaled(factor) } as unknown as tf.NamedAttrMap;
      return [...valuesOf(tf.engine().runKernel('ActivationForward', { x: at }, attrs) as tf.Tensor)];
    };
    for (let factor = 2; factor < 302; factor++) expect(run(factor)[4]).toBe(5 * factor);
    expect(run(2)).toEqual([2, 4, 6, 8, 10]);
    at.dispose();
  });

  it.each([
    ['wasm', () => backend()],
    ['the reference', () => referenceBackend],
  ])('%s refuses other numbers than float32', (_, of) => {
    expect(() => of().prepare(programOf(getActivation('telu')), 'int32')).toThrow(BackendRefusal);
    expect(() => of().prepare(programOf(getActivation('telu')), 'int32')).toThrow(/its input is int32\. Cast it/);
  });

  it.each(activations)('computes $title on memory of its own, and without relaxed SIMD too', (activation) => {
    const program = programOf(activation);
    const values = Object.fromEntries(
      program.parameters.map((name, i) => [name, initialValues(activation, program)[i] ?? 0]),
    );
    const at = Float32Array.from({ length: 2000 }, (_, i) => (i - 1000) / 40);
    for (const relaxedSimd of [true, false]) {
      const { bytes, table, scalarsOf } = compileWasm(program, { relaxedSimd, sharedMemory: false });
      const memory = new WebAssembly.Memory({ initial: 2 });
      const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
      const [tableAt, scalarsAt, xAt, yAt] = [0, 8192, 16384, 65536];
      new Int32Array(memory.buffer).set(table, tableAt);
      const floats = new Float32Array(memory.buffer);
      floats.set(scalarsOf(values), scalarsAt / 4);
      floats.set(at, xAt / 4);
      (exports.forward as (...numbers: number[]) => void)(xAt, yAt, tableAt, scalarsAt, 0, at.length / 4);
      const [f, df] = [program.value, program.slope].map((expression) => referenceOf(activation, expression));
      const errors = at.map((x, i) => errorInUlp(floats[yAt / 4 + i] ?? Number.NaN, f?.(x) ?? 0, x, df?.(x) ?? 0));
      expect(Math.max(...errors)).toBeLessThanOrEqual(12);
    }
  });
});
