import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
import { beforeAll, describe, expect, it } from 'vitest';
import { allActivations } from '../../kernels/activations';
import { plainOp } from '../../kernels/cli/bench/plainOp';
import { op } from '../../kernels/tfjs';

const points = [-30, -4, -1, -0.25, 0.25, 1, 4, 30];

const nearly = (value: number): number => expect.closeTo(value, 4);

describe('what our operations are measured against', () => {
  beforeAll(async () => {
    await tf.setBackend('cpu');
  });

  it.each(allActivations().map(({ id }) => id))('%s in plain tfjs is the same function, with the same slope', (id) => {
    const x = tf.tensor1d(points);
    const trained = Object.fromEntries(
      (allActivations().find((activation) => activation.id === id)?.parameters ?? [])
        .filter(({ trainable }) => trainable)
        .map(({ name, initial }) => [name, tf.scalar(initial)]),
    );
    expect([...plainOp(id, {})(x).dataSync()]).toEqual([...plainOp(id, trained)(x).dataSync()].map(nearly));
    const both = [op(id, trained), plainOp(id, trained)];
    const [values, plainValues] = both.map((f) => [...f(x).dataSync()]);
    const [slopes, plainSlopes] = both.map((f) => [
      ...tf
        .grad((input) => f(input))(x)
        .dataSync(),
    ]);
    points.forEach((_, index) => {
      expect(plainValues?.[index]).toBeCloseTo(values?.[index] ?? Number.NaN, 4);
      expect(plainSlopes?.[index]).toBeCloseTo(slopes?.[index] ?? Number.NaN, 4);
    });
  });
});
