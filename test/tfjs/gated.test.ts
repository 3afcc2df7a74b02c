import * as tf from '@tensorflow/tfjs-core';
import { layers, loadLayersModel, sequential } from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { gatedActivations } from '../../kernels/activations';
import { Gated, gated } from '../../kernels/tfjs';
import { backends, useBackend } from '../support/backends';
import { artifactsOf } from '../support/savedModel';
import { valuesOf } from '../support/tensors';

describe.each(backends)('gated on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(gatedActivations)(
    '$title has its golden values and gradients, halved or of two tensors',
    ({ id, golden }) => {
      const gates = tf.tensor1d(golden.map(([gate]) => gate));
      const values = tf.tensor1d(golden.map(([, value]) => value));
      const results = [gated(id)(tf.concat([gates, values])), gated(id)(gates, values)];
      const gradients = tf.grads((g, v) => gated(id)(g, v))([gates, values]);
      const columns = [...results, ...gradients].map((tensor) => [...valuesOf(tensor)]);
      const expected = [2, 2, 3, 4].map((column) => golden.map((row) => expect.closeTo(row[column] ?? Number.NaN, 5)));
      expect(columns).toEqual(expected);
    },
  );

  it('halves the last axis of any rank, and has a gradient there', () => {
    const x = tf.reshape(tf.range(-6, 6), [2, 1, 6]);
    expect(gated('reglu')(x).shape).toEqual([2, 1, 3]);
    // d/dx of Σ relu(g)·v: rows [−6 … −1] have no gate open, rows [0 … 5] have gates 0, 1, 2.
    const gradient = tf.grad((t) => gated('reglu')(t))(x);
    // −0 is 0 here.
    expect(Array.from(valuesOf(gradient), (value) => value + 0)).toEqual([0, 0, 0, 0, 0, 0, 0, 4, 5, 0, 1, 2]);
  });

  it('leaves no tensor behind', () => {
    const x = tf.ones([2, 4]);
    const before = tf.memory().numTensors;
    gated('swiglu')(x).dispose();
    tf.grad((t) => gated('swiglu')(t))(x).dispose();
    expect(tf.memory().numTensors).toBe(before);
    x.dispose();
  });

  it('is a layer that trains, is saved and loaded', async () => {
    const model = sequential({
      layers: [
        layers.dense({ units: 8, inputShape: [3] }),
        new Gated({ activation: 'SwiGLU' }),
        layers.dense({ units: 1 }),
      ],
    });
    expect(model.layers[1]?.outputShape).toEqual([null, 4]);
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const x = tf.tensor2d([[1, -2, 0.5]]);
    await model.trainOnBatch(x, tf.tensor2d([[1]]));
    const loaded = await loadLayersModel(tf.io.fromMemory(await artifactsOf(model)));
    expect(valuesOf(loaded.predict(x) as tf.Tensor)).toEqual(valuesOf(model.predict(x) as tf.Tensor));
    expect(loaded.layers[1]?.getConfig().activation).toBe('swiglu');
  });
});

describe('gated refuses', () => {
  beforeAll(() => useBackend('cpu'));

  it('what it cannot halve or multiply, and names it does not know', () => {
    expect(() => gated('swiglu')(tf.ones([2, 3]))).toThrow(
      'SwiGLU halves the last axis into gates and values, which must be even; the shape is [2,3].',
    );
    expect(() => gated('swiglu')(tf.scalar(1))).toThrow('the shape is []');
    expect(() => gated('geglu')(tf.ones([2]), tf.ones([3]))).toThrow(
      'GEGLU needs a gate and a value of one shape; they have [2] and [3].',
    );
    expect(() => gated('telu')).toThrow('There is no gated activation "telu".');
    const odd = layers.dense({ units: 3, inputShape: [2] });
    expect(() => sequential({ layers: [odd, new Gated({ activation: 'reglu', name: 'gate' })] })).toThrow(
      'gate halves the last axis, which must be even; its input has the shape [,3].',
    );
  });
});
