import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activations, parameterValues, slopeOf } from '../../kernels/activations';
import { ActivationBackward, ActivationForward, ActivationForwardWithSlope } from '../../kernels/backends/backend';
import { registerActivationKernels } from '../../kernels/backends/tensorflow/compute/activationKernels';
import type { TensorFlowBackend } from '../../kernels/backends/tensorflow/compute/plan';
import type { Program } from '../../kernels/codegen/program';
import { derivativeOf } from '../../kernels/expression/derivative';
import { evaluatorOf } from '../../kernels/expression/evaluator';

beforeAll(() => registerActivationKernels(tf.backend() as unknown as TensorFlowBackend));

function programOf(activation: (typeof activations)[number]): Program {
  const { id, title, forward } = activation;
  const parameters = activation.parameters.map(({ name }) => name);
  const parameterSlopes = parameters.map((name) => derivativeOf(forward, name));
  return { key: id, title, value: forward, slope: slopeOf(activation), parameters, parameterSlopes };
}

/** Every exponent of float32 in both signs, densely near 0 and where functions bend, and the special values. */
function grid(): Float32Array {
  const values = [0, -0, Infinity, -Infinity, Number.NaN];
  for (let exponent = -149; exponent < 128; exponent++) for (const m of [1, 1.37, 1.9]) values.push(m * 2 ** exponent);
  for (let x = 0; x <= 110; x += 0.0173) values.push(x);
  return Float32Array.from(values.flatMap((value) => [value, -value]));
}

/** Distance in units of the last place of the right answer; results below float32's normal range count as 0. */
function ulps(actual: number, right: number, floor = 2 ** -126): number {
  const expected = Math.fround(right);
  if (Object.is(actual, expected) || actual === expected || (Number.isNaN(actual) && Number.isNaN(right))) return 0;
  if (!Number.isFinite(expected) || !Number.isFinite(actual)) return Infinity;
  const size = Math.max(Math.abs(right), floor);
  if (Math.abs(actual - right) < 2 ** -123) return 0;
  return Math.abs(actual - right) / 2 ** (Math.floor(Math.log2(size)) - 23);
}

describe.each(activations.map((a) => [a.id, a] as const))('%s', (_, activation) => {
  it('ulp', async () => {
    const program = programOf(activation);
    const values = parameterValues(activation, {}) as Record<string, number>;
    const xs = grid();
    const x = tf.tensor1d(xs);
    const parameters = Object.fromEntries(program.parameters.map((name) => [name, tf.scalar(values[name] ?? 0)]));
    const run = (name: string, more = {}) =>
      tf.engine().runKernel(name, { x, ...parameters, ...more }, { program } as never) as unknown as
        | tf.Tensor[]
        | tf.Tensor;
    const y = run(ActivationForward) as never as tf.Tensor;
    const both = run(ActivationForwardWithSlope) as tf.Tensor[];
    const back = run(ActivationBackward, { dy: tf.onesLike(x) }) as tf.Tensor[];
    const first = Array.isArray(y) ? y[0] : y;
    const report = [
      [first, program.value],
      [both[1], program.slope],
    ].map(([tensor, expression]) => {
      const f = evaluatorOf(expression as never);
      const got = (tensor as tf.Tensor).dataSync();
      let [worst, at] = [0, 0];
      xs.forEach((v, i) => {
        const e = Math.min(
          ulps(got[i] ?? 0, f(v, values), expression === program.slope ? 1 / 8 : undefined),
          Math.abs(v) < 2 ** -126 ? ulps(got[i] ?? 0, f(0, values)) : Infinity,
        );
        if (e > worst) [worst, at] = [e, v];
      });
      return `${worst.toFixed(1)} at ${at.toPrecision(4)} (${got[xs.indexOf(at)]} vs ${f(at, values)})`;
    });
    console.log(activation.id, report.join('  |  '), back.length);
    expect(1).toBe(1);
  });
});
