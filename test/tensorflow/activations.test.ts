import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Activation, activations, parameterValues, slopeOf } from '../../kernels/activations';
import { ActivationBackward, ActivationForward, ActivationForwardWithSlope } from '../../kernels/backends/backend';
import { registerActivationKernels } from '../../kernels/backends/tensorflow/compute/activationKernels';
import type { TensorFlowBackend } from '../../kernels/backends/tensorflow/compute/plan';
import type { Program } from '../../kernels/codegen/program';
import { derivativeOf } from '../../kernels/expression/derivative';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import type { Expression } from '../../kernels/expression/expression';

beforeAll(() => registerActivationKernels(tf.backend() as unknown as TensorFlowBackend));

function programOf(activation: Activation): Program {
  const { id, title, forward } = activation;
  const parameters = activation.parameters.map(({ name }) => name);
  const parameterSlopes = parameters.map((name) => derivativeOf(forward, name));
  return { key: `test ${id}`, title, value: forward, slope: slopeOf(activation), parameters, parameterSlopes };
}

/** Every exponent of float32 in both signs, densely where functions bend, and the special values. */
function grid(): Float32Array {
  const values = [0, Infinity, Number.NaN];
  for (let exponent = -149; exponent < 128; exponent++) for (const m of [1, 1.37, 1.9]) values.push(m * 2 ** exponent);
  for (let x = 0; x <= 110; x += 0.0173) values.push(x);
  return Float32Array.from(values.flatMap((value) => [value, -value]));
}

type Inputs = Record<string, tf.Tensor>;

function run(kernel: string, program: Program, inputs: Inputs): tf.Tensor[] {
  const result: unknown = tf.engine().runKernel(kernel, inputs, { program } as unknown as tf.NamedAttrMap);
  return Array.isArray(result) ? result : [result as tf.Tensor];
}

function inputsOf(program: Program, values: Record<string, number>, x: Float32Array): Inputs {
  const scalars = program.parameters.map((name) => [name, tf.scalar(values[name] ?? Number.NaN)] as const);
  return { x: tf.tensor1d(x), ...Object.fromEntries(scalars) };
}

/** TensorFlow computes with subnormal numbers as zeros, so that a result may be off by what an intermediate one lost. */
const flushed = 2 ** -115;

/**
 * How far off, in units of what float32 itself leaves open: the last place of the result, and what half of x's last
 * place changes in it.
 */
function errorOf(actual: number, x: number, f: (x: number) => number, slope: (x: number) => number): number {
  const right = f(x);
  // Also where the formula itself is ∞ − ∞ or 0·∞ at an infinite x.
  if (Number.isNaN(right) || Number.isNaN(x)) return Number.isNaN(actual) ? 0 : Infinity;
  if (actual === Math.fround(right) || Math.abs(actual - right) < flushed) return 0;
  // A subnormal x is a zero to TensorFlow.
  if (Math.abs(x) < 2 ** -126 && actual === Math.fround(f(0))) return 0;
  if (!Number.isFinite(actual)) return Infinity;
  const ulp = 2 ** (Math.floor(Math.log2(Math.max(Math.abs(right), 2 ** -126))) - 23);
  const sensitivity = Math.abs(x * slope(x)) * 2 ** -24;
  return Math.abs(actual - right) / (ulp + (Number.isFinite(sensitivity) ? sensitivity : 0));
}

function worstError(actual: ArrayLike<number>, xs: Float32Array, of: Expression, values: Record<string, number>) {
  const [f, slope] = [evaluatorOf(of), evaluatorOf(derivativeOf(of, 'x'))];
  return xs.reduce(
    (worst, x, i) => {
      const error = errorOf(
        actual[i] ?? 0,
        x,
        (at) => f(at, values),
        (at) => slope(at, values),
      );
      return error > worst.error ? { error, x, actual: actual[i] ?? 0 } : worst;
    },
    { error: 0, x: 0, actual: 0 },
  );
}

describe.each(activations.map((activation) => [activation.title, activation] as const))('%s on TensorFlow', (_, a) => {
  const program = programOf(a);
  const values: Record<string, number> = parameterValues(a, {});
  const xs = grid();

  it('is right at every exponent, and so is its slope', () => {
    tf.tidy(() => {
      const inputs = inputsOf(program, values, xs);
      const [value] = run(ActivationForward, program, inputs);
      const [again, slope] = run(ActivationForwardWithSlope, program, inputs);
      const [dx] = run(ActivationBackward, program, { ...inputs, dy: tf.onesLike(inputs.x as tf.Tensor) });
      const allowed = { value: 8, slope: 32 };
      for (const tensor of [value, again]) {
        const found = worstError(tensor?.dataSync() ?? [], xs, program.value, values);
        expect(found.error, `f(${found.x}) = ${found.actual}`).toBeLessThan(allowed.value);
      }
      for (const tensor of [slope, dx]) {
        const steep = worstError(tensor?.dataSync() ?? [], xs, program.slope, values);
        expect(steep.error, `f′(${steep.x}) = ${steep.actual}`).toBeLessThan(allowed.slope);
      }
    });
  });

  it.skipIf(program.parameters.length === 0)('has the parameters’ gradients of a sum in float64', () => {
    const x = Float32Array.from({ length: 100_003 }, (__, i) => Math.sin(i * 1.7) * 4);
    const dy = Float32Array.from(x, (__, i) => Math.cos(i * 0.3));
    tf.tidy(() => {
      const inputs = { ...inputsOf(program, values, x), dy: tf.tensor1d(dy) };
      const [, ...gradients] = run(ActivationBackward, program, inputs);
      program.parameterSlopes.forEach((each, index) => {
        const slope = evaluatorOf(each);
        let [sum, size] = [0, 0];
        x.forEach((at, i) => {
          const term = (dy[i] ?? 0) * slope(at, values);
          [sum, size] = [sum + term, size + Math.abs(term)];
        });
        const actual = gradients[index]?.dataSync()[0] ?? Number.NaN;
        expect(Math.abs(actual - sum) / size, program.parameters[index]).toBeLessThan(1e-6);
      });
    });
  });

  it.each([[[0]], [[1]], [[3]], [[2, 3, 5]], [[]]])('keeps the shape %j, and leaves nothing behind', (shape) => {
    const inputs = { ...inputsOf(program, values, Float32Array.of(1)), x: tf.fill(shape, -0.5) };
    const before = [tf.memory().numTensors, tf.engine().backend.numDataIds()];
    for (const kernel of [ActivationForward, ActivationForwardWithSlope, ActivationBackward]) {
      const outputs = run(kernel, program, kernel === ActivationBackward ? { ...inputs, dy: inputs.x } : inputs);
      expect(outputs[0]?.shape).toEqual(shape);
      expect(outputs[0]?.dtype).toBe('float32');
      tf.dispose(outputs);
    }
    expect([tf.memory().numTensors, tf.engine().backend.numDataIds()]).toEqual(before);
    tf.dispose(Object.values(inputs));
  });
});

it('refuses integers, by name', () => {
  const [telu] = activations.filter(({ id }) => id === 'telu').map(programOf);
  if (!telu) throw new Error('There is no TeLU.');
  const x = tf.tensor1d([1, 2], 'int32');
  expect(() => run(ActivationForward, telu, { x })).toThrow(/TeLU cannot be computed on tensorflow.*int32.*Cast it/);
  x.dispose();
});
