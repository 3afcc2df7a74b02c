import * as tf from '@tensorflow/tfjs-core';
import { layers, loadLayersModel, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { expression as e } from '../../kernels/lab';
import { bench } from '../../kernels/lab/bench';
import { derivativesFigure } from '../../kernels/lab/plot/derivatives';
import { activationLayer, defineActivation, op } from '../../kernels/tfjs';
import { backends, useBackend } from '../support/backends';
import { slopeAt, valuesOf } from '../support/tensors';

const named = (name: string) => name as 'relu';
const gated = (rate: number) => e.mul(e.x, e.sigmoid(e.mul(rate, e.x)));
const silu = (x: number, rate: number) => x / (1 + Math.exp(-rate * x));

describe.each(backends)('an activation defined in a cell, on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it('is an operation with exact gradients, at once and by name', () => {
    const mine = defineActivation({ id: 'mine', forward: gated(1.5) });
    for (const f of [mine, op('mine')]) {
      const values = [...valuesOf(f(tf.tensor1d([-2, 3])))];
      expect(values).toEqual([silu(-2, 1.5), silu(3, 1.5)].map((value) => expect.closeTo(value, 5)));
      expect(slopeAt(f, [0])[0]).toBeCloseTo(0.5, 6);
    }
  });

  it('is computed from its gradient alone, by a table', () => {
    const gradient = e.mul(e.erf(e.max(e.x, -0.5)), e.sigmoid(e.mul(2, e.x)));
    const f = defineActivation({ id: 'tabulated', gradient });
    const exact = e.evaluatorOf(e.integrate(gradient).expression);
    for (const [i, value] of valuesOf(f([-30, -1, 0, 0.25, 4])).entries()) {
      expect(value).toBeCloseTo(exact([-30, -1, 0, 0.25, 4][i] ?? 0), 5);
    }
    expect(slopeAt(f, [1])[0]).toBeCloseTo(e.evaluatorOf(gradient)(1), 5);
  });

  it('defined again is another in operations and layers that were made before', () => {
    const first = defineActivation({ id: 'moving', forward: gated(1) });
    const layer = layers.dense({ units: 1, kernelInitializer: 'ones', activation: named('moving') });
    layer.apply(tf.tensor2d([[1]]));
    defineActivation({ id: 'moving', forward: gated(3) });
    expect(valuesOf(first([1]))[0]).toBeCloseTo(silu(1, 3), 5);
    expect(valuesOf(op('moving')([1]))[0]).toBeCloseTo(silu(1, 3), 5);
    expect(valuesOf(layer.apply(tf.tensor2d([[1]])) as tf.Tensor)[0]).toBeCloseTo(silu(1, 3), 5);
  });

  it('is saved and loaded with a model, and trains its parameters in a layer of its own', async () => {
    const forward = e.mul(e.parameter('a'), e.tanh(e.x));
    defineActivation({ id: 'scaled', forward, parameters: [{ name: 'a', initial: 2, above: 0 }] });
    const dense = layers.dense({ units: 2, inputShape: [1], activation: named('scaled') });
    const model = sequential({ layers: [dense, activationLayer('scaled')] });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const [x, y] = [tf.tensor2d([[1], [2]]), tf.zeros([2, 2])];
    const before = model.layers[1]?.getWeights()[0]?.dataSync()[0];
    await model.trainOnBatch(x, y);
    expect(model.layers[1]?.getWeights()[0]?.dataSync()[0]).not.toBe(before);
    const saved = await new Promise<tf.io.ModelArtifacts>((resolve) => {
      void model.save(
        tf.io.withSaveHandler(async (artifacts) => {
          resolve(artifacts);
          return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
        }),
      );
    });
    const loaded = await loadLayersModel(tf.io.fromMemory(saved));
    expect(valuesOf(loaded.predict(x) as tf.Tensor)).toEqual(valuesOf(model.predict(x) as tf.Tensor));
  });

  it('is benchmarked and drawn by name', async () => {
    defineActivation({ id: 'seen', title: 'Seen', forward: gated(2) });
    const { rows } = await bench({ activations: ['relu', 'seen'], size: 64, repetitions: 1 });
    expect(rows.filter(({ activation }) => activation === 'seen')).toHaveLength(2);
    expect(derivativesFigure(['seen']).text).toContain('Seen');
  });
});

describe('a definition', () => {
  it.each(['linear', 'softmax', 'Dense'])('cannot take the name %s from tfjs layers', (id) => {
    expect(() => defineActivation({ id, forward: gated(1) })).toThrow(`tfjs layers has "${id}" itself`);
    expect(() => op(id)).toThrow('There is no activation');
  });
});
