import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { AdamW } from '../../kernels/lab/adamW';
import { noise, useWasm } from '../backends/bothBackends';

beforeAll(async () => {
  await useWasm();
});

/** The weights after some steps down a bowl whose bottom is `target`. */
function descend(optimizer: tf.Optimizer, steps = 7): number[] {
  const weights = tf.tidy(() => tf.variable(noise([3, 5], 4).toTensor()));
  const bias = tf.variable(tf.ones([2]));
  const target = noise([3, 5], 9).toTensor();
  for (let step = 0; step < steps; step++) {
    optimizer.minimize(
      () => tf.add(tf.sum(tf.square(tf.sub(weights, target))), tf.sum(tf.square(bias))) as tf.Scalar,
      false,
      [weights, bias],
    );
  }
  const values = [...weights.dataSync(), ...bias.dataSync()];
  tf.dispose([weights, bias, target]);
  optimizer.dispose();
  return values;
}

describe.each(['wasm', 'cpu'])('AdamW on %s', (backend) => {
  beforeAll(async () => {
    await tf.setBackend(backend);
  });

  it('steps as tf.train.adam', () => {
    const expected = descend(tf.train.adam(0.05));
    for (const [index, value] of descend(new AdamW(0.05)).entries()) expect(value).toBeCloseTo(expected[index] ?? 0, 5);
  });

  it('decays weights by rate × decay a step, and no bias', () => {
    const still = (decay: number) => {
      const [weights, bias] = [tf.variable(tf.ones([2, 2])), tf.variable(tf.ones([2]))];
      const optimizer = new AdamW(0.1, decay);
      optimizer.applyGradients({ [weights.name]: tf.zeros([2, 2]), [bias.name]: tf.zeros([2]) });
      return [weights.dataSync()[0], bias.dataSync()[0]];
    };
    const [weight, bias] = still(0.5);
    expect(weight).toBeCloseTo(0.95, 6);
    expect(bias).toBe(1);
  });

  it('leaves no tensor behind, and no one else’s copy of the weights changed', () => {
    const weights = tf.variable(tf.ones([2, 2]));
    const snapshot = tf.clone(weights);
    const gradient = tf.ones([2, 2]);
    const before = tf.memory().numTensors;
    const optimizer = new AdamW(0.1);
    for (let step = 0; step < 3; step++) optimizer.applyGradients([{ name: weights.name, tensor: gradient }]);
    optimizer.dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(Array.from(snapshot.dataSync())).toEqual([1, 1, 1, 1]);
    expect(weights.dataSync()[0]).toBeCloseTo(0.7, 4);
    tf.dispose([weights, snapshot, gradient]);
  });
});
