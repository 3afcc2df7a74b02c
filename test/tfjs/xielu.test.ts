import * as tf from '@tensorflow/tfjs-core';
import { initializers, layers, loadLayersModel, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { ParametricActivation, XIELU, xielu } from '../../kernels/tfjs';
import { backends, useBackend } from '../support/backends';
import { artifactsOf } from '../support/savedModel';
import { valuesOf } from '../support/tensors';

describe.each(backends)('xielu on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('gives αp, αn and β the gradients that a float64 sum gives', () => {
    const x = Float32Array.from({ length: 200_003 }, (_, i) => 3 * Math.sin(i * 0.7) + 1);
    const dy = Float32Array.from({ length: x.length }, (_, i) => Math.cos(i * 0.013) + 0.1);
    const run = (p: tf.Tensor, n: tf.Tensor, b: tf.Tensor) => xielu(tf.tensor1d(x), p, n, b);
    const gradients = tf.tidy(() =>
      tf.grads(run)([tf.scalar(0.8), tf.tensor1d([0.8]), tf.scalar(0.5)], tf.tensor1d(dy)),
    );
    const [byP, byN, byBeta] = gradients.map((gradient) => valuesOf(gradient)[0] ?? Number.NaN);
    const sum = (term: (x: number) => number): number => x.reduce((total, v, i) => total + (dy[i] ?? 0) * term(v), 0);
    expect((byP ?? 0) / sum((v) => (v > 0 ? v * v : 0))).toBeCloseTo(1, 5);
    expect((byN ?? 0) / sum((v) => (v > 0 ? 0 : Math.expm1(v) - v))).toBeCloseTo(1, 5);
    expect((byBeta ?? 0) / sum((v) => v)).toBeCloseTo(1, 5);
    expect(gradients.map(({ shape }) => shape)).toEqual([[], [1], []]);
  });

  it('has mixed second derivatives: the slope’s own gradient by αp and αn', () => {
    const x = tf.tensor1d([-2, -0.5, 0, 1, 3]);
    const slopes = (p: tf.Tensor, n: tf.Tensor) => tf.grad((t) => xielu(t, p, n))(x);
    const [byP, byN] = tf
      .grads(slopes)([tf.scalar(0.8), tf.scalar(1.1)])
      .map((gradient) => valuesOf(gradient)[0]);
    expect(byP).toBeCloseTo(2 * (1 + 3), 5);
    expect(byN).toBeCloseTo(Math.expm1(-2) + Math.expm1(-0.5), 5);
  });

  it('starts as in the paper, with weights that softplus maps to 0.8 and 0.8', async () => {
    const layer = new XIELU();
    expect([...valuesOf(layer.apply(tf.tensor2d([[-5, 0, 2]])) as tf.Tensor)]).toEqual(
      [0.7053903575992684, 0, 4.2].map((value) => expect.closeTo(value, 5)),
    );
    const raw = layer.getWeights().map((weight) => weight.dataSync()[0]);
    expect(raw).toEqual([0.203382320811, -1.050225612815].map((value) => expect.closeTo(value, 6)));
    const { alphaP, alphaN, beta } = await layer.parameterValues();
    expect([alphaP, alphaN, beta]).toEqual([0.8, 0.8, 0.5].map((value) => expect.closeTo(value, 6)));
  });

  it('trains αp and αn beside the weights, without a tensor left behind', async () => {
    const model = sequential({ layers: [dense(4, [3]), new XIELU(), dense(5), new XIELU()] });
    model.compile({ optimizer: tf.train.sgd(0.05), loss: 'meanSquaredError' });
    const x = tf.tensor2d([
      [-2, 1, 0.5],
      [0.3, -1, 2],
    ]);
    const y = tf.tensor2d([
      [1, 0, 2, -1, 0.5],
      [-1, 1, 0, 3, 1],
    ]);
    expect(model.trainableWeights).toHaveLength(8);
    const before = await alphasOf(model.layers);
    await model.trainOnBatch(x, y);
    const tensors = tf.memory().numTensors;
    await model.trainOnBatch(x, y);
    expect(tf.memory().numTensors).toBe(tensors);
    const after = await alphasOf(model.layers);
    expect(after).toHaveLength(4);
    for (const [i, alpha] of after.entries()) expect(alpha).not.toBe(before[i]);
  });

  it('is saved and loaded with the model, trained values and all', async () => {
    const model = sequential({ layers: [dense(4, [3]), new XIELU({ alphaP: 0.3, alphaN: 2 }), dense(2)] });
    model.layers[1]?.setWeights([tf.tensor1d([1.5]), tf.tensor1d([-0.5])]);
    const loaded = await loadLayersModel(tf.io.fromMemory(await artifactsOf(model)));
    const x = tf.tensor2d([[-2, 1, 0.5]]);
    expect(valuesOf(loaded.predict(x) as tf.Tensor)).toEqual(valuesOf(model.predict(x) as tf.Tensor));
    expect(loaded.layers[1]).toBeInstanceOf(XIELU);
    expect(loaded.layers[1]?.getConfig()).toMatchObject({ alphaP: 0.3, alphaN: 2 });
    expect(await alphasOf(loaded.layers)).toEqual([1.701413, 0.974077].map((value) => expect.closeTo(value, 5)));
  });
});

describe('a layer with parameters', () => {
  beforeAll(() => useBackend('cpu'));

  it('refuses a start outside its bounds, and an activation it does not know', () => {
    expect(() => new XIELU({ alphaP: 0 })).toThrow('xIELU cannot have αp = 0: it must be a finite number above 0.');
    expect(() => new XIELU({ alphaN: 0.5 })).toThrow('αn = 0.5: it must be a finite number above 0.5.');
    expect(() => new XIELU({ alphaN: Number.NaN })).toThrow('αn = NaN');
    expect(() => new ParametricActivation({ activation: 'xielo' })).toThrow('Did you mean "xielu"?');
  });

  it('has αn follow a β of its own, trained and saved', async () => {
    const layer = new ParametricActivation({ activation: 'xielu', initial: { beta: 0.2, alphaN: 0.4 } });
    layer.build();
    expect((await layer.parameterValues()).alphaN).toBeCloseTo(0.4, 6);
    layer.setWeights([tf.tensor1d([0]), tf.tensor1d([-50])]);
    expect((await layer.parameterValues()).alphaN).toBeCloseTo(0.2, 6);
    const loaded = new ParametricActivation(layer.getConfig() as never);
    loaded.build();
    expect((await loaded.parameterValues()).alphaN).toBeCloseTo(0.4, 6);
    const withBeta = (beta: number, alphaN: number) => () =>
      new ParametricActivation({ activation: 'xielu', initial: { beta, alphaN } });
    expect(withBeta(0.2, 0.2)).toThrow('αn = 0.2: it must be a finite number above 0.2.');
    expect(withBeta(0.9, 0.8)).toThrow('αn = 0.8: it must be a finite number above 0.9.');
  });

  it('keeps large and tiny distances from the bound', async () => {
    const layer = new XIELU({ alphaP: 200, alphaN: 0.50001 });
    layer.build();
    const { alphaP, alphaN } = await layer.parameterValues();
    expect(alphaP).toBeCloseTo(200, 3);
    expect(alphaN).toBeCloseTo(0.50001, 6);
  });
});

function dense(units: number, inputShape?: number[]): layers.Layer {
  return layers.dense({ units, inputShape, kernelInitializer: initializers.glorotUniform({ seed: 3 }) });
}

async function alphasOf(all: readonly layers.Layer[]): Promise<number[]> {
  const values = all.flatMap((layer) => (layer instanceof XIELU ? [layer.parameterValues()] : []));
  return (await Promise.all(values)).flatMap(({ alphaP = 0, alphaN = 0 }) => [alphaP, alphaN]);
}
