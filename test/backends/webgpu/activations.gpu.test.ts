import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { activations, curveOf, slopeOf } from '../../../kernels/activations';
import type { Activation } from '../../../kernels/activations/activation';
import { BackendRefusal } from '../../../kernels/backends/backend';
import { groupsFor } from '../../../kernels/backends/webgpu/dispatch';
import { evaluatorOf } from '../../../kernels/expression/evaluator';
import type { Expression } from '../../../kernels/expression/expression';
import { float32Evaluator } from '../../../kernels/expression/float32Evaluator';
import { programOf } from '../../support/programs';
import { everyExponent } from '../../support/tensors';
import { ulpsBetween } from '../../support/ulps';
import { computed, useSoftwareAdapter } from './softwareAdapter';

const fine = Array.from({ length: 2001 }, (_, i) => Math.fround((i - 1000) / 50));
const points = Float32Array.from([...everyExponent, ...fine]);
const ones = new Float32Array(points.length).fill(1);

beforeAll(() => useSoftwareAdapter());

describe.each(activations)('$title on WebGPU', (activation) => {
  const program = programOf(activation);
  const values = Object.fromEntries(activation.parameters.map(({ name, initial }) => [name, Math.fround(initial)]));
  const parameters = program.parameters.map((name) => values[name] ?? Number.NaN);
  const curve = curveOf(activation, values);

  it('is as accurate as its formula in float32, at every exponent', async () => {
    const { y, dx } = await computed(program, { x: points, dy: ones, parameters });
    expectAccurate(y, curve.f, formula(activation.forward, values));
    expectAccurate(dx, curve.derivative, formula(slopeOf(activation), values));
  });

  it('has its limits at ±∞ and is NaN of NaN', async () => {
    const at = Float32Array.of(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Number.NaN, 0);
    const { y, dx } = await computed(program, { x: at, dy: Float32Array.of(1, 1, 1, 1), parameters });
    expectLimit(y[0], activation.limits.left);
    expectLimit(y[1], activation.limits.right);
    expect([y[2], dx[2]]).toEqual([Number.NaN, Number.NaN]);
    expect([dx[0], dx[1], dx[3]]).not.toContain(Number.NaN);
  });

  if (parameters.length === 0) return;
  it('sums its parameters’ gradients like float64', async () => {
    for (const size of [1, 3, 5, 4096, 20_001]) {
      const x = noise(size, 1);
      const dy = noise(size, 2).map(Math.abs);
      const { gradients } = await computed(program, { x, dy, parameters });
      program.parameterSlopes.forEach((slope, i) => {
        const expected = sumOf(x, dy, evaluatorOf(slope), values);
        expect(Math.abs((gradients[i] ?? Number.NaN) - expected.sum)).toBeLessThanOrEqual(1e-6 * expected.size);
      });
    }
  });
});

it('xIELU’s slope at 0 is β, to the last bit', async () => {
  const xielu = programOf(activations.find(({ id }) => id === 'xielu') ?? missing());
  const { dx } = await computed(xielu, {
    x: Float32Array.of(0, -0),
    dy: Float32Array.of(1, 1),
    parameters: [0.8, 0.8],
  });
  expect([...dx]).toEqual([0.5, 0.5]);
});

describe('sizes', () => {
  const telu = programOf(activations.find(({ id }) => id === 'telu') ?? missing());
  const { f, derivative } = curveOf(activations.find(({ id }) => id === 'telu') ?? missing());

  it.each([0, 1, 2, 3, 4, 5, 1023, 1024, 1025, 100_003])('%i elements', async (size) => {
    const x = noise(size, 3);
    const dy = noise(size, 4);
    const { y, dx } = await computed(telu, { x, dy });
    expect([y.length, dx.length]).toEqual([size, size]);
    const off = x.findIndex((at, i) => {
      const errors = [(y[i] ?? Number.NaN) - f(at), (dx[i] ?? Number.NaN) - (dy[i] ?? 0) * derivative(at)];
      return !errors.every((error) => Math.abs(error) < 2e-6);
    });
    expect(off).toBe(-1);
  });

  it('beyond what one dimension of workgroups holds stand in rows', async () => {
    expect(groupsFor(256 * 65_535, { limits: { maxComputeWorkgroupsPerDimension: 65_535 } })).toEqual([65_535, 1]);
    expect(groupsFor(256 * 65_536, { limits: { maxComputeWorkgroupsPerDimension: 65_535 } })).toEqual([32_768, 2]);
    const relu = programOf(activations.find(({ id }) => id === 'relu') ?? missing());
    const size = 256 * 65_535 + 1;
    const x = new Float32Array(size).fill(-1);
    x.set([5], 0);
    x.set([6, 7], size - 2);
    const { y } = await computed(relu, { x, dy: x });
    expect([y[0], y[1], y[size - 3], y[size - 2], y[size - 1]]).toEqual([5, 0, 0, 6, 7]);
  });

  it('refuses what the device cannot bind, and what is no float32', async () => {
    const { program, attrs } = { program: telu, attrs: { program: telu } as unknown as tf.NamedAttrMap };
    const large = tf.tensor1d([1]);
    const pretended = { ...large, shape: [2 ** 29], dataId: large.dataId, dtype: 'float32' } as unknown as tf.Tensor;
    const run = (x: tf.Tensor) => tf.engine().runKernel('ActivationForward', { x }, attrs);
    expect(() => run(pretended)).toThrow(/TeLU cannot be computed on webgpu: .*2048 MB.*1024 MB/);
    expect(() => run({ ...pretended, shape: [2 ** 31] } as unknown as tf.Tensor)).toThrow(BackendRefusal);
    expect(() => run(tf.tensor1d([1], 'int32'))).toThrow('int32');
    expect(program.parameters).toEqual([]);
  });
});

it('leaves no tensor and no GPU memory behind', async () => {
  const backend = await useSoftwareAdapter();
  const before = [tf.memory().numTensors, backend.numDataIds(), backend.memory().numBytesInGPU];
  for (const activation of activations.slice(0, 4)) {
    await computed(programOf(activation), { x: noise(100, 5), dy: noise(100, 6) });
  }
  await backend.finish();
  expect([tf.memory().numTensors, backend.numDataIds(), backend.memory().numBytesInGPU]).toEqual(before);
});

function formula(expression: Expression, values: Record<string, number>) {
  return float32Evaluator(expression, values);
}

/** Twice what the formula costs when each primitive is rounded right, and the primitives' own few units. */
function expectAccurate(actual: Float32Array, exact: (x: number) => number, ideal: (x: number) => number): void {
  let bound = 8;
  for (const x of points) bound = Math.max(bound, 8 + 2 * finite(ulpsBetween(ideal(x), exact, x)));
  const worst = { x: 0, ulps: 0 };
  points.forEach((x, i) => {
    const value = actual[i] ?? Number.NaN;
    // This device takes subnormals for 0, and later factors magnify what that loses.
    const taken = isSubnormal(x) ? [x, 0, -x] : [x];
    const ulps = Math.min(
      ...taken.map((at) => (Math.abs(value - exact(at)) <= 2 ** -116 ? 0 : ulpsBetween(value, exact, at))),
    );
    if (!(ulps <= worst.ulps)) Object.assign(worst, { x, ulps });
  });
  expect(worst.ulps, `at ${worst.x}`).toBeLessThanOrEqual(bound);
}

function isSubnormal(x: number): boolean {
  return Math.abs(x) < 2 ** -126;
}

function expectLimit(value: number | undefined, limit: number): void {
  if (Number.isFinite(limit)) expect(value).toBeCloseTo(limit, 6);
  else expect(value).toBe(limit);
}

function finite(ulps: number): number {
  return Number.isFinite(ulps) ? ulps : 0;
}

/** Repeatable numbers of about ±4. */
function noise(size: number, seed: number): Float32Array {
  let state = seed * 7919;
  return Float32Array.from({ length: size }, () => {
    state = (state * 16_807) % 2_147_483_647;
    return (state / 2_147_483_647 - 0.5) * 8;
  });
}

function sumOf(
  x: Float32Array,
  dy: Float32Array,
  slope: ReturnType<typeof evaluatorOf>,
  values: Record<string, number>,
) {
  const terms = [...x].map((at, i) => (dy[i] ?? 0) * slope(at, values));
  return {
    sum: terms.reduce((sum, term) => sum + term, 0),
    size: terms.reduce((sum, term) => sum + Math.abs(term), 0),
  };
}

function missing(): Activation {
  throw new Error('The catalogue has lost it.');
}
