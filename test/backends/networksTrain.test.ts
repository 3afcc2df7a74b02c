import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { fit as train } from '../../kernels/lab/fit';
import { noise, useWasm } from './bothBackends';

const { layers } = tfl;
const count = 48;
const classes = 3;

beforeAll(async () => {
  await useWasm();
  await tf.setBackend('wasm');
});

/** Images with a bright stripe: which third it lies in is the class. */
function stripes(): { x: tf.Tensor; y: tf.Tensor } {
  return tf.tidy(() => {
    const labels = Array.from({ length: count }, (_, index) => index % classes);
    const bright = labels.map((label) => tf.oneHot(tf.fill([9], label, 'int32'), classes));
    const images = tf.reshape(
      tf.image.resizeNearestNeighbor(tf.reshape(tf.stack(bright), [count, 9, classes, 1]) as tf.Tensor4D, [9, 9]),
      [count, 9, 9, 1],
    );
    return { x: tf.add(images, tf.mul(noise([count, 9, 9, 1]).toTensor(), 0.3)), y: tf.tensor1d(labels, 'int32') };
  });
}

/** Sentences of six words; the first one says the class. */
function sentences(): { x: tf.Tensor; y: tf.Tensor } {
  const words = Array.from({ length: count }, (_, row) => [
    row % classes,
    ...[3, 4, 5, 6, 7].map((word) => word + (row % 2)),
  ]);
  return {
    x: tf.tensor2d(words),
    y: tf.tensor1d(
      words.map(([first = 0]) => first),
      'int32',
    ),
  };
}

/** The same weights in every run: matrices and filters small and of both signs, the rest as the layers begin. */
function startFromNoise(model: tfl.Sequential): void {
  tf.tidy(() => {
    model.setWeights(
      model.getWeights().map((weight, index) => {
        return weight.rank > 1 ? tf.mul(noise(weight.shape, index + 7).toTensor(), 0.5) : weight;
      }),
    );
  });
}

const ending = () => [layers.flatten(), layers.dense({ units: classes })];
const inputShape = [9, 9, 1];
const activation = 'relu';

/** Scaled dot-product attention over the words, written with einsum as in the papers. */
class Attention extends layers.Layer {
  static className = 'TestAttention';

  override computeOutputShape(shape: tfl.Shape): tfl.Shape {
    return shape;
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = (Array.isArray(inputs) ? inputs[0] : inputs) as tf.Tensor;
    return tf.tidy(() => tf.einsum('bqk,bkd->bqd', tf.softmax(tf.einsum('bqd,bkd->bqk', x, x)), x));
  }
}

const networks: Record<string, { data: () => { x: tf.Tensor; y: tf.Tensor }; build: () => tfl.layers.Layer[] }> = {
  'dense layers': {
    data: stripes,
    build: () => [
      layers.flatten({ inputShape }),
      layers.dense({ units: 8, activation }),
      layers.dense({ units: classes }),
    ],
  },
  'convolutions and pooling': {
    data: stripes,
    build: () => [
      layers.conv2d({ filters: 4, kernelSize: 3, activation, inputShape }),
      layers.maxPooling2d({ poolSize: 2 }),
      layers.conv2d({ filters: 5, kernelSize: 2, strides: 2, padding: 'same', activation: 'tanh' }),
      ...ending(),
    ],
  },
  'depthwise and separable convolutions': {
    data: stripes,
    build: () => [
      layers.depthwiseConv2d({ kernelSize: 3, depthMultiplier: 2, inputShape }),
      layers.separableConv2d({ filters: 4, kernelSize: 3, activation }),
      layers.globalAveragePooling2d({}),
      layers.dense({ units: classes }),
    ],
  },
  'batch normalization and average pooling': {
    data: stripes,
    build: () => [
      layers.conv2d({ filters: 4, kernelSize: 3, inputShape }),
      layers.batchNormalization(),
      layers.averagePooling2d({ poolSize: 2 }),
      ...ending(),
    ],
  },
  'transposed convolutions': {
    data: stripes,
    build: () => [
      layers.conv2dTranspose({ filters: 3, kernelSize: 2, strides: 2, activation, inputShape }),
      ...ending(),
    ],
  },
  embeddings: {
    data: sentences,
    build: () => [layers.embedding({ inputDim: 9, outputDim: 4, inputLength: 6 }), ...ending()],
  },
  attention: {
    data: sentences,
    build: () => [layers.embedding({ inputDim: 9, outputDim: 4, inputLength: 6 }), new Attention(), ...ending()],
  },
  'a recurrent layer': {
    data: sentences,
    build: () => [
      layers.embedding({ inputDim: 9, outputDim: 4, inputLength: 6 }),
      layers.lstm({ units: 6, recurrentInitializer: 'glorotNormal' }),
      layers.dense({ units: classes }),
    ],
  },
};

describe('a small network trains on wasm', () => {
  it.each(Object.keys(networks))('of %s', async (name) => {
    const network = networks[name];
    if (!network) throw new Error(`No network ${name}.`);
    const data = network.data();
    const model = tfl.sequential({ layers: network.build() });
    startFromNoise(model);
    const before = tf.memory().numTensors;
    const { epochs, final } = await train(model, data, { epochs: 40, batchSize: 16, learningRate: 0.03 });
    expect(final.loss).toBeLessThan((epochs[0]?.loss ?? 0) / 2);
    expect(final.accuracy).toBeGreaterThan(0.6);
    const weights = model.weights.length;
    expect(tf.memory().numTensors).toBeLessThanOrEqual(before + weights);
    tf.dispose([data.x, data.y]);
    model.dispose();
  });
});
