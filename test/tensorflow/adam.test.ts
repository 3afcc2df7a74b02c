import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AdamStep, AdamStepInPlace } from '../../kernels/backends/adamStep';
import { AdamW } from '../../kernels/lab/adamW';
import { startTensorFlow } from './startTensorFlow';

beforeAll(startTensorFlow);

/** The variable after each of five steps on made-up gradients. */
function walk(optimizer: tf.Optimizer, shape: number[], between = (_: tf.Variable) => {}): Float32Array[] {
  const variable = tf.tidy(() => tf.variable(tf.randomUniform(shape, -1, 1, 'float32', 3)));
  const path = [0, 1, 2, 3, 4].map((step) => {
    move(optimizer, variable, step);
    between(variable);
    return variable.dataSync() as Float32Array;
  });
  variable.dispose();
  optimizer.dispose();
  return path;
}

function move(optimizer: tf.Optimizer, variable: tf.Variable, step: number): void {
  const gradient = tf.tidy(() => tf.mul(tf.randomUniform(variable.shape, -1, 1, 'float32', step + 7), 10 ** -step));
  optimizer.applyGradients([{ name: variable.name, tensor: gradient }]);
  gradient.dispose();
}

function farthest(actual: Float32Array[], expected: Float32Array[]): number {
  return actual.reduce(
    (most, values, step) =>
      values.reduce((far, value, i) => Math.max(far, Math.abs(value - (expected[step]?.[i] ?? 0))), most),
    0,
  );
}

/** Without the kernels of these names, as a backend that lacks them. */
function without<T>(names: readonly string[], work: () => T): T {
  const kernels = names.flatMap((name) => tf.getKernel(name, 'tensorflow') ?? []);
  for (const { kernelName } of kernels) tf.unregisterKernel(kernelName, 'tensorflow');
  try {
    return work();
  } finally {
    for (const kernel of kernels) tf.registerKernel(kernel);
  }
}

const held = () => [tf.memory().numTensors, tf.engine().backend.numDataIds()];
const shapes = [[[1]], [[3, 5]], [[200, 100]]] as const;

it('has a kernel for it that works in place', () => {
  expect(tf.getKernel(AdamStepInPlace, 'tensorflow')).toBeDefined();
});

describe.each([
  ['in TensorFlow’s variables', []],
  ['by plain operations', [AdamStepInPlace]],
])('AdamW %s', (_, missing) => {
  const putBack: tf.KernelConfig[] = [];
  beforeAll(() => {
    putBack.push(...missing.flatMap((name) => tf.getKernel(name, 'tensorflow') ?? []));
    for (const name of missing) tf.unregisterKernel(name, 'tensorflow');
  });
  afterAll(() => {
    for (const kernel of putBack) tf.registerKernel(kernel);
  });

  it.each(shapes)('goes where tf.train.adam goes on %j', (shape) => {
    const theirs = walk(tf.train.adam(0.01, 0.9, 0.999), [...shape]);
    expect(farthest(walk(new AdamW(0.01), [...shape]), theirs)).toBeLessThan(3e-6);
  });

  it.each(shapes)('decays weights as the composition of tfjs’s operations does on %j', (shape) => {
    const ours = walk(new AdamW(0.01, 0.1), [...shape]);
    const composed = without([AdamStep, AdamStepInPlace], () => walk(new AdamW(0.01, 0.1), [...shape]));
    expect(farthest(ours, composed)).toBeLessThan(1e-6);
  });

  it('leaves no tensor behind', () => {
    const before = held();
    walk(new AdamW(0.01, 0.1), [20, 30]);
    expect(held()).toEqual(before);
  });

  it('changes no tensor that was made of the variable before', () => {
    const variable = tf.variable(tf.fill([20, 30], 2));
    const optimizer = new AdamW(0.1, 0.5);
    const [clone, reshaped] = [tf.clone(variable), tf.reshape(variable, [600])];
    move(optimizer, variable, 0);
    const again = tf.clone(variable);
    const after = variable.dataSync();
    move(optimizer, variable, 1);
    for (const tensor of [clone, reshaped]) expect(tensor.dataSync().every((value) => value === 2)).toBe(true);
    expect(again.dataSync()).toEqual(after);
    expect(variable.dataSync()).not.toEqual(after);
    tf.dispose([variable, clone, reshaped, again]);
    optimizer.dispose();
  });

  it('goes on from what was assigned between two steps', () => {
    const half = (variable: tf.Variable) => tf.tidy(() => variable.assign(tf.mul(variable, 0.5)));
    const composed = without([AdamStep, AdamStepInPlace], () => walk(new AdamW(0.01), [4, 5], half));
    expect(farthest(walk(new AdamW(0.01), [4, 5], half), composed)).toBeLessThan(1e-6);
  });

  it('goes on from moments that were saved', async () => {
    const [one, other] = [new AdamW(0.01), new AdamW(0.01)];
    const variable = tf.variable(tf.randomUniform([4, 5], -1, 1, 'float32', 3));
    move(one, variable, 0);
    await other.setWeights(await one.getWeights());
    const twin = tf.variable(variable, true, `${variable.name}-twin`);
    const start = variable.dataSync();
    move(one, variable, 1);
    const expected = variable.dataSync() as Float32Array;
    variable.assign(tf.tensor(start, [4, 5]));
    move(other, variable, 1);
    expect(farthest([variable.dataSync() as Float32Array], [expected])).toBe(0);
    expect(twin.dataSync()).toEqual(start);
    tf.dispose([variable, twin]);
    for (const optimizer of [one, other]) optimizer.dispose();
  });
});

it('gives new tensors where it does not work in place', () => {
  const values = tf.fill([20, 30], 2);
  const state = { value: values, gradient: tf.ones([20, 30]), first: tf.zeros([20, 30]), second: tf.zeros([20, 30]) };
  const attrs = { learningRate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: 0.5, bias1: 0.1, bias2: 0.001 };
  const before = held();
  const outputs: unknown = tf.engine().runKernel(AdamStep, state, attrs);
  const [moved, ...moments] = outputs as tf.Tensor[];
  expect(values.dataSync().every((value) => value === 2)).toBe(true);
  expect(moved?.dataSync()[0]).toBeCloseTo(0.9, 5);
  tf.dispose([...(moved ? [moved] : []), ...moments]);
  expect(held()).toEqual(before);
  tf.dispose(state);
});
