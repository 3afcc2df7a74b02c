import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { activations } from '../../../kernels/activations';
import { AdamStep } from '../../../kernels/backends/adamStep';
import { registerActivations } from '../../../kernels/backends/registerActivations';
import { AdamW } from '../../../kernels/lab/adamW';
import { op } from '../../../kernels/tfjs';
import { useSoftwareAdapter } from './softwareAdapter';

const points = Float32Array.from({ length: 41 }, (_, i) => (i - 20) / 5.3);

beforeAll(async () => {
  registerActivations();
  await useSoftwareAdapter();
});

/** What `compute` gives on a backend, as numbers; nothing is left behind. */
async function on(backend: string, compute: () => tf.Tensor[]): Promise<number[][]> {
  await tf.setBackend(backend);
  const before = tf.memory().numTensors;
  const results = tf.tidy(compute);
  const values = await Promise.all(results.map(async (tensor) => Array.from(await tensor.data())));
  tf.dispose(results);
  expect(tf.memory().numTensors).toBe(before);
  return values;
}

describe('tfjs operations on WebGPU', () => {
  it.each(activations)(
    '$title has the values, slopes, curvature and parameter gradients of the cpu backend',
    async (activation) => {
      const own = activation.parameters.filter(({ trainable }) => trainable);
      const compute = () => {
        const x = tf.tensor1d(points);
        const scalars = own.map(({ initial }) => tf.scalar(initial));
        const apply = (at: tf.Tensor, ...values: tf.Tensor[]) =>
          op(activation.id, Object.fromEntries(own.map(({ name }, i) => [name, values[i] ?? tf.scalar(0)])))(at);
        const slope = (at: tf.Tensor) => tf.grad((z) => apply(z, ...scalars))(at);
        const gradients = tf.grads(apply)([x, ...scalars]);
        return [apply(x, ...scalars), ...gradients, tf.grad(slope)(x)];
      };
      const [expected, actual] = [await on('cpu', compute), await on('webgpu', compute)];
      actual.forEach((values, part) => {
        values.forEach((value, i) => {
          const wanted = expected[part]?.[i] ?? Number.NaN;
          expect(Math.abs(value - wanted), `part ${part}, element ${i}: ${value}, not ${wanted}`).toBeLessThan(
            2e-6 * Math.max(1, Math.abs(wanted)),
          );
        });
      });
    },
  );

  it('serve as a layer’s activation, and a small network learns', async () => {
    await tf.setBackend('webgpu');
    const model = tfl.sequential({
      layers: [tfl.layers.dense({ units: 8, inputShape: [2], activation: 'tanh' }), tfl.layers.dense({ units: 1 })],
    });
    const x = tf.tensor2d([0, 0, 0, 1, 1, 0, 1, 1], [4, 2]);
    const y = tf.tensor2d([0, 1, 1, 0], [4, 1]);
    const optimizer = new AdamW(0.05);
    const lossOf = (): tf.Scalar => tf.losses.meanSquaredError(y, op('telu')(model.apply(x) as tf.Tensor));
    const [before] = await lossOf().data();
    for (let step = 0; step < 30; step++) optimizer.minimize(lossOf);
    const [after] = await lossOf().data();
    expect(after ?? Number.NaN).toBeLessThan((before ?? 0) / 2);
  });
});

it('AdamStep moves as float64 does', async () => {
  await tf.setBackend('webgpu');
  for (const size of [1, 4, 7]) {
    const at = (seed: number) => Float32Array.from({ length: size }, (_, i) => Math.sin(seed + i));
    const [value, gradient, first, second] = [at(1), at(2), at(3), at(4).map(Math.abs)];
    const attrs = {
      learningRate: 0.01,
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
      decay: 0.001,
      bias1: 0.19,
      bias2: 0.002,
    };
    const inputs = { value, gradient, first, second };
    const tensors = Object.fromEntries(Object.entries(inputs).map(([name, values]) => [name, tf.tensor1d(values)]));
    const results: tf.Tensor[] = tf.engine().runKernel(AdamStep, tensors, attrs);
    const [newValue = [], newFirst = [], newSecond = []] = await Promise.all(results.map((tensor) => tensor.data()));
    for (let i = 0; i < size; i++) {
      const mean = 0.9 * (first[i] ?? 0) + 0.1 * (gradient[i] ?? 0);
      const square = 0.999 * (second[i] ?? 0) + 0.001 * (gradient[i] ?? 0) ** 2;
      const moved = 0.999 * (value[i] ?? 0) - ((0.01 / 0.19) * mean) / (Math.sqrt(square / 0.002) + 1e-7);
      expect(newFirst[i]).toBeCloseTo(mean, 6);
      expect(newSecond[i]).toBeCloseTo(square, 6);
      expect(newValue[i]).toBeCloseTo(moved, 6);
    }
  }
});
