import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers, loadLayersModel, type Sequential, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { fit as train } from '../../kernels/lab/fit';
import { activationLayer, XIELU } from '../../kernels/tfjs';
import { startTensorFlow } from './startTensorFlow';

beforeAll(startTensorFlow);

/** Two classes that a straight line does not part, as images; the same every time. */
function rings(count: number): { x: tf.Tensor; y: tf.Tensor } {
  const [inputs, labels]: [number[], number[]] = [[], []];
  let state = 7;
  const next = () => {
    state = (state * 16807) % 2147483647;
    return (state / 2147483647) * 2 - 1;
  };
  for (let i = 0; i < count; i++) {
    const image = Array.from({ length: 64 }, () => next());
    const inner = i % 2;
    inputs.push(...image.map((value) => value * (inner ? 0.4 : 1)));
    labels.push(inner);
  }
  return { x: tf.tensor(inputs, [count, 8, 8, 1]), y: tf.tensor1d(labels, 'int32') };
}

const glorot = (seed: number) => initializers.glorotUniform({ seed });

const dense = () =>
  sequential({
    layers: [
      layers.flatten({ inputShape: [8, 8, 1] }),
      layers.dense({ units: 16, activation: 'telu' as 'relu', kernelInitializer: glorot(1) }),
      layers.dense({ units: 2, kernelInitializer: glorot(2) }),
    ],
  });

const convolutional = (between: () => layers.Layer) =>
  sequential({
    layers: [
      layers.conv2d({ inputShape: [8, 8, 1], filters: 4, kernelSize: 3, kernelInitializer: glorot(3) }),
      between(),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 2, kernelInitializer: glorot(4) }),
    ],
  });

describe.each<[string, () => Sequential]>([
  ['a dense network with TeLU by name', dense],
  ['a convolutional network with TeLU', () => convolutional(() => activationLayer('telu'))],
  ['a convolutional network with trainable xIELU', () => convolutional(() => new XIELU())],
  ['a convolutional network with trainable PReLU', () => convolutional(() => activationLayer('prelu'))],
])('%s', (_, build) => {
  it('learns, and leaves no tensor behind', async () => {
    const data = rings(256);
    const model = build();
    await train(model, data, { epochs: 1 });
    const before = tf.memory().numTensors;
    const { accuracy } = (await train(model, data, { epochs: 30, learningRate: 0.01 })).final;
    expect(accuracy).toBeGreaterThan(0.9);
    expect(tf.memory().numTensors).toBe(before);
  });

  it('computes the same after it was saved and loaded', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'activation-lab-model-'));
    try {
      const model = build();
      const { x } = rings(8);
      await model.save(`file://${folder}`);
      const copy = await loadLayersModel(`file://${folder}/model.json`);
      const [ours, theirs] = [model, copy].map((each) => each.predict(x) as tf.Tensor);
      expect(await theirs?.data()).toEqual(await ours?.data());
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe("tfjs's own training", () => {
  it('fits a model with our layers by its own optimizer', async () => {
    const { x, y } = rings(128);
    const model = convolutional(() => new XIELU());
    model.compile({ optimizer: tf.train.adam(0.01), loss: 'sparseCategoricalCrossentropy' });
    const { history } = await model.fit(x, tf.cast(y, 'float32'), { epochs: 3, verbose: 0 });
    const losses = history.loss as number[];
    expect(losses.every(Number.isFinite)).toBe(true);
  });
});
