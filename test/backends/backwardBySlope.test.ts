import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { ActivationBackwardBySlope } from '../../kernels/backends/backend';
import { op } from '../../kernels/tfjs';
import { useWasm } from './bothBackends';

const slopes = [2, -3, 0, Number.POSITIVE_INFINITY, Number.NaN, 1e-40, 100, -7, 0.5];
const dys = [5, 7, 2, 2, 1, 1, -1, 0, 4];
const products = slopes.map((slope, index) => Math.fround(slope * (dys[index] ?? 0)));

function multiply(slope: tf.Tensor, dy: tf.Tensor): tf.Tensor {
  return tf.engine().runKernel<tf.Tensor>(ActivationBackwardBySlope, { slope, dy });
}

describe('the backward pass after a saved slope', () => {
  beforeAll(useWasm);

  it('multiplies, into the memory of a slope that nobody else holds', () => {
    const before = tf.engine().backend.numDataIds();
    const [slope, dy] = [tf.tensor1d(slopes), tf.tensor1d(dys)];
    const dx = multiply(slope, dy);
    expect(tf.engine().backend.numDataIds()).toBe(before + 2);
    slope.dispose();
    expect([...dx.dataSync()]).toEqual(products);
    tf.dispose([dx, dy]);
    expect(tf.engine().backend.numDataIds()).toBe(before);
  });

  it('leaves a slope alone that somebody holds', () => {
    const [slope, dy] = [tf.tensor1d(slopes), tf.tensor1d(dys)];
    const held = slope.clone();
    const dx = multiply(slope, dy);
    expect([...dx.dataSync()]).toEqual(products);
    expect([...held.dataSync()]).toEqual(slopes.map(Math.fround));
    tf.dispose([slope, held, dx, dy]);
  });

  it('gives one input that two activations share both of their gradients', () => {
    const telu = op('telu');
    const gradient = (f: (x: tf.Tensor) => tf.Tensor) => [
      ...tf
        .grad(f)(tf.tensor1d([-2, 0.5, 3]))
        .dataSync(),
    ];
    const once = gradient(telu);
    const twice = gradient((x) => tf.add(telu(x), telu(x)));
    expect(twice).toEqual(once.map((value) => 2 * value));
  });
});
