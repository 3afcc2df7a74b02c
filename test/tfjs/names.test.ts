import * as tf from '@tensorflow/tfjs-core';
import { initializers, input, layers, loadLayersModel, model, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { activations, curveOf, getActivation } from '../../kernels/activations';
import { activationLayer, activationNames, op, XIELU } from '../../kernels/tfjs';
import { backends, useBackend } from '../support/backends';
import { artifactsOf } from '../support/savedModel';
import { valuesOf } from '../support/tensors';

/** tfjs types list its own names only. */
const named = (name: string) => name as 'relu';

describe.each(backends)('in a tfjs layer on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(activationNames)('the name %s is the activation', (name) => {
    const layer = layers.dense({ units: 1, kernelInitializer: 'ones', activation: named(name) });
    const f = curveOf(getActivation(name)).f;
    const values = valuesOf(layer.apply(tf.tensor2d([[-1.5], [0.5], [4]])) as tf.Tensor);
    expect([...values]).toEqual([-1.5, 0.5, 4].map((x) => expect.closeTo(f(x), 5)));
  });

  it('a name is saved and loaded with the model, also in a convolution', async () => {
    const image = input({ shape: [6, 6, 1] });
    const kernelInitializer = initializers.glorotUniform({ seed: 1 });
    const conv = layers.conv2d({ filters: 2, kernelSize: 3, kernelInitializer, activation: named('telu') });
    const flat = layers.flatten().apply(conv.apply(image));
    const outputs = layers.dense({ units: 2, kernelInitializer, activation: named('xielu') }).apply(flat);
    const original = model({ inputs: image, outputs: outputs as ReturnType<typeof input> });
    const loaded = await loadLayersModel(tf.io.fromMemory(await artifactsOf(original)));
    const x = tf.sin(tf.reshape(tf.range(0, 36), [1, 6, 6, 1]));
    expect(valuesOf(loaded.predict(x) as tf.Tensor)).toEqual(valuesOf(original.predict(x) as tf.Tensor));
    expect(loaded.layers[1]?.getConfig().activation).toBe('telu');
  });

  it('a network with telu trains where a value is past the overflow of eˣ', async () => {
    const network = sequential({
      layers: [layers.dense({ units: 1, inputShape: [1], kernelInitializer: 'ones', activation: named('telu') })],
    });
    network.compile({ optimizer: tf.train.sgd(1e-6), loss: 'meanSquaredError' });
    await network.trainOnBatch(tf.tensor2d([[100]]), tf.tensor2d([[0]]));
    // w ← 1 − 1e-6 · 2·100·100: the gradient of telu at 100 is 1.
    expect(network.getWeights()[0]?.dataSync()[0]).toBeCloseTo(0.98, 6);
  });
});

describe('activationLayer', () => {
  beforeAll(() => useBackend('cpu'));

  it.each(activations)('of $id computes what the operation does', ({ id }) => {
    const x = tf.tensor2d([[-2, -0.1, 0, 0.7, 3]]);
    const values = valuesOf(activationLayer(id).apply(x) as tf.Tensor);
    expect([...values]).toEqual([...valuesOf(op(id)(x))].map((value) => expect.closeTo(value, 5)));
  });

  it('owns its parameters, one instance for each place', () => {
    const [first, second] = [activationLayer('xIELU'), activationLayer('xielu')];
    expect(first).toBeInstanceOf(XIELU);
    expect(first).not.toBe(second);
    expect(() => activationLayer('telo')).toThrow('Did you mean "telu"?');
  });
});
