import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { AdamStep } from '../../kernels/backends/adamStep';
import { registerAdamStep } from '../../kernels/backends/tensorflow/compute/adamStep';
import type { TensorFlowBackend } from '../../kernels/backends/tensorflow/compute/plan';
import { AdamW } from '../../kernels/lab/adamW';

const register = () => registerAdamStep(tf.backend() as unknown as TensorFlowBackend);

beforeAll(register);

/** The variable after each of five steps on made-up gradients. */
function walk(optimizer: tf.Optimizer, shape: number[]): Float32Array[] {
  const variable = tf.variable(tf.randomUniform(shape, -1, 1, 'float32', 3));
  const path = [0, 1, 2, 3, 4].map((step) => {
    const gradient = tf.mul(tf.randomUniform(shape, -1, 1, 'float32', step + 7), 10 ** -step);
    optimizer.applyGradients([{ name: variable.name, tensor: gradient }]);
    gradient.dispose();
    return variable.dataSync() as Float32Array;
  });
  variable.dispose();
  optimizer.dispose();
  return path;
}

function farthest(actual: Float32Array[], expected: Float32Array[]): number {
  return actual.reduce(
    (most, values, step) =>
      values.reduce((far, value, i) => Math.max(far, Math.abs(value - (expected[step]?.[i] ?? 0))), most),
    0,
  );
}

describe.each([[[1]], [[3, 5]], [[200, 100]]])('a step of AdamW on %j', (shape) => {
  it('goes where tf.train.adam goes', () => {
    const theirs = walk(tf.train.adam(0.01, 0.9, 0.999), shape);
    expect(farthest(walk(new AdamW(0.01), shape), theirs)).toBeLessThan(3e-6);
  });

  it('decays weights as the composition of plain operations does', () => {
    const ours = walk(new AdamW(0.01, 0.1), shape);
    tf.unregisterKernel(AdamStep, 'tensorflow');
    const composed = walk(new AdamW(0.01, 0.1), shape);
    register();
    expect(farthest(ours, composed)).toBeLessThan(1e-6);
  });

  it('changes no tensor that somebody holds, and leaves none behind', () => {
    const values = tf.fill(shape, 2);
    const state = { value: values, gradient: tf.ones(shape), first: tf.zeros(shape), second: tf.zeros(shape) };
    const attrs = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0.5, bias1: 0.1, bias2: 0.001 };
    const before = [tf.memory().numTensors, tf.engine().backend.numDataIds()];
    const outputs: unknown = tf.engine().runKernel(AdamStep, state, attrs);
    const [moved, ...moments] = outputs as tf.Tensor[];
    expect(values.dataSync().every((value) => value === 2)).toBe(true);
    expect(moved?.dataSync()[0]).toBeCloseTo(0.9, 5);
    tf.dispose([...(moved ? [moved] : []), ...moments]);
    expect([tf.memory().numTensors, tf.engine().backend.numDataIds()]).toEqual(before);
    tf.dispose(state);
  });
});
