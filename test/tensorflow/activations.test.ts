import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { describeActivations } from '../backends/activationSuite';
import { startTensorFlow } from './startTensorFlow';

describeActivations('tensorflow', {
  start: startTensorFlow,
  mostUlp: 32,
  keepsSubnormals: false,
  roundsEverywhereAlike: false,
});

describe('TensorFlow', () => {
  it('takes subnormal numbers for zeros, unlike every other backend', async () => {
    await startTensorFlow();
    const doubled = tf.tidy(() => tf.mul(tf.tensor1d([2 ** -127, 2 ** -120]), 2).dataSync());
    expect([...doubled]).toEqual([0, 2 ** -119]);
  });
});
