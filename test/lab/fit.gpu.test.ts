import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { registerActivations } from '../../kernels/backends/registerActivations';
import { bench, evaluate, TrainingStoppedError, fit as train } from '../../kernels/lab';
import { useSoftwareAdapter } from '../backends/webgpu/softwareAdapter';

beforeAll(async () => {
  registerActivations();
  await useSoftwareAdapter();
});

const count = 24;

/** Two classes apart by their first number. */
function examples() {
  const rows = Array.from({ length: count }, (_, row) => [row % 2 === 0 ? 1 : -1, Math.sin(row), Math.cos(3 * row)]);
  const numbers = rows.map((_, row) => row % 2);
  return { x: tf.tensor2d(rows), y: tf.tensor1d(numbers, 'int32') };
}

function network(softmax = false): tfl.Sequential {
  const seeded = (seed: number) => tfl.initializers.glorotUniform({ seed });
  const head = { units: 2, kernelInitializer: seeded(2), ...(softmax && { activation: 'softmax' as const }) };
  return tfl.sequential({
    layers: [
      tfl.layers.dense({ units: 4, activation: 'telu' as 'relu', inputShape: [3], kernelInitializer: seeded(1) }),
      tfl.layers.dense(head),
    ],
  });
}

describe('lab.fit on WebGPU', () => {
  it.each([false, true])(
    'trains a small network (softmax: %s): the loss falls, and no tensor stays',
    async (softmax) => {
      const model = network(softmax);
      const data = examples();
      await train(model, data, { epochs: 1, batchSize: 8, learningRate: 0 });
      const before = tf.memory().numTensors;
      const accuracy = (p: tf.Tensor, y: tf.Tensor) =>
        tf.mean<tf.Scalar>(tf.cast(tf.equal(tf.argMax(p, -1), tf.cast(y, 'int32')), 'float32'));
      const options = { epochs: 4, batchSize: 8, learningRate: 0.05, validation: data, metrics: { accuracy } };
      const { epochs, final } = await train(model, data, options);
      expect(final.loss).toBeLessThan((epochs[0]?.loss ?? 0) / 2);
      expect(final.accuracy).toBeGreaterThan(0.9);
      expect(final.metrics?.accuracy).toBeCloseTo(final.accuracy ?? Number.NaN, 5);
      expect(tf.memory().numTensors).toBe(before);
      expect((await evaluate(model, data)).loss).toBeCloseTo(final.validationLoss ?? Number.NaN, 5);
    },
  );

  it('computes the losses that the CPU computes', async () => {
    const losses: number[][] = [];
    for (const backend of ['cpu', 'webgpu']) {
      await tf.setBackend(backend);
      const { epochs } = await train(network(), examples(), { epochs: 3, batchSize: 8, learningRate: 0.05 });
      losses.push(epochs.map(({ loss }) => loss));
    }
    const [cpu = [], gpu = []] = losses;
    cpu.forEach((loss, epoch) => {
      expect(gpu[epoch]).toBeCloseTo(loss, 4);
    });
  });

  it('stops when it is told to', async () => {
    const controller = new AbortController();
    const onBatch = ({ batch }: { batch: number }) => batch === 2 && controller.abort();
    const training = train(network(), examples(), { epochs: 50, batchSize: 8, signal: controller.signal, onBatch });
    await expect(training).rejects.toThrow(TrainingStoppedError);
  });

  it('says that weights are NaN before it trains', async () => {
    const model = network();
    model.setWeights(model.getWeights().map((weight) => tf.mul(weight, Number.NaN)));
    await expect(train(model, examples())).rejects.toThrow('hold NaN');
  });
});

it('lab.bench times on WebGPU', async () => {
  const { backend, rows } = await bench({ activations: ['telu'], size: 64, repetitions: 1 });
  expect(backend).toBe('webgpu');
  expect(rows).toHaveLength(2);
});
