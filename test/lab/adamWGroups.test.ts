import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { AdamW, type AdamWOptions } from '../../kernels/lab/adamW';
import { XIELU } from '../../kernels/tfjs';
import { useWasm } from '../backends/bothBackends';

beforeAll(async () => {
  await useWasm();
  await tf.setBackend('wasm');
});

/** Ones after one step of gradient `slope`, by name. */
function stepped(names: Record<string, number[]>, rate: number, decay: number, options: AdamWOptions, slope = 0) {
  const variables = Object.entries(names).map(([name, shape]) => tf.variable(tf.ones(shape), true, name));
  const optimizer = new AdamW(rate, decay, options);
  optimizer.applyGradients(variables.map(({ name, shape }) => ({ name, tensor: tf.fill(shape, slope) })));
  const values = Object.fromEntries(variables.map((variable) => [variable.name, variable.dataSync()[0]]));
  optimizer.dispose();
  tf.dispose(variables);
  return values;
}

describe('parameter groups', () => {
  it('have a learning rate and a decay of their own, the first that matches', () => {
    const groups = [
      { match: 'slow', rateScale: 0.1 },
      { match: /bias$/, weightDecay: 0.5 },
      { match: ({ rank }: tf.Variable) => rank === 3, weightDecay: 0 },
    ];
    const names = { 'g/slow': [2, 2], 'g/bias': [3], 'g/cube': [2, 2, 2], 'g/kernel': [2, 2] };
    const decayed = stepped(names, 0.1, 1, { groups });
    expect(decayed['g/slow']).toBeCloseTo(0.99, 6);
    expect(decayed['g/bias']).toBeCloseTo(0.95, 6);
    expect(decayed['g/cube']).toBe(1);
    expect(decayed['g/kernel']).toBeCloseTo(0.9, 6);
    const moved = stepped({ 'h/slow': [2, 2], 'h/kernel': [2, 2] }, 0.1, 0, { groups }, 1);
    expect(moved['h/slow']).toBeCloseTo(0.99, 5);
    expect(moved['h/kernel']).toBeCloseTo(0.9, 5);
  });

  it('without one, parameters of activations do not decay, of whatever shape', () => {
    const model = tfl.sequential({
      layers: [
        tfl.layers.dense({ units: 3, inputShape: [4, 4] }),
        tfl.layers.prelu({ alphaInitializer: 'ones' }),
        new XIELU(),
      ],
    });
    const optimizer = new AdamW(0.1, 0.5);
    const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
    const before = variables.map((variable) => variable.dataSync());
    optimizer.applyGradients(variables.map((variable) => ({ name: variable.name, tensor: tf.zerosLike(variable) })));
    const kept = variables.map((variable, index) =>
      variable.dataSync().every((value, at) => value === before[index]?.[at]),
    );
    expect(kept).toEqual([false, true, true, true, true]);
    optimizer.dispose();
    model.dispose();
  });
});

describe('the state', () => {
  it('goes on in another optimizer where it stopped', async () => {
    const weights = tf.variable(tf.ones([5, 3]), true, 'state/kernel');
    const gradients = [0.5, -2, 1, 0.25].map((slope) => [{ name: weights.name, tensor: tf.fill([5, 3], slope) }]);
    const whole = new AdamW(0.1, 0.01);
    for (const each of gradients) whole.applyGradients(each);
    const expected = weights.dataSync();
    weights.assign(tf.ones([5, 3]));
    const first = new AdamW(0.1, 0.01);
    for (const each of gradients.slice(0, 2)) first.applyGradients(each);
    const second = new AdamW(0.1, 0.01);
    await second.setWeights(await first.getWeights());
    first.dispose();
    for (const each of gradients.slice(2)) second.applyGradients(each);
    expect(weights.dataSync()).toEqual(expected);
    expect(second.iterations).toBe(4);
  });

  it('of another optimizer is refused by name', async () => {
    const alien = [
      { name: 'iter', tensor: tf.scalar(1, 'int32') },
      { name: 'kernel/momentum', tensor: tf.ones([2]) },
    ];
    await expect(new AdamW().setWeights(alien)).rejects.toThrow(/"kernel\/momentum" is no part of an AdamW/);
  });
});

it('a learning rate set between two steps holds from then on', () => {
  const weight = tf.variable(tf.scalar(1));
  const optimizer = new AdamW(0.1);
  const gradient = [{ name: weight.name, tensor: tf.scalar(1) }];
  optimizer.applyGradients(gradient);
  expect(weight.dataSync()[0]).toBeCloseTo(0.9, 5);
  optimizer.learningRate = 0.01;
  optimizer.applyGradients(gradient);
  expect(weight.dataSync()[0]).toBeCloseTo(0.89, 4);
});
