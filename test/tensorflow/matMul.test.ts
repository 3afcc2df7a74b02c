import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTensorFlow } from './startTensorFlow';

beforeAll(startTensorFlow);

type Shape = number[];

const held = () => [tf.memory().numTensors, tf.engine().backend.numDataIds()];

/** The same by products and sums of single elements. */
function slowProduct(a: tf.Tensor, b: tf.Tensor): tf.Tensor {
  return tf.sum(tf.mul(tf.expandDims(a, -1), tf.expandDims(b, -3)), -2);
}

const across = (tensor: tf.Tensor): tf.Tensor => {
  const axes = tensor.shape.map((_, axis) => axis);
  return tf.transpose(tensor, [...axes.slice(0, -2), axes.at(-1) ?? 0, axes.at(-2) ?? 0]);
};

describe.each<[Shape, Shape]>([
  [
    [5, 7],
    [7, 3],
  ],
  [
    [1, 7],
    [7, 1],
  ],
  [
    [1, 5, 7],
    [1, 7, 3],
  ],
  [
    [1, 1, 5, 7],
    [7, 3],
  ],
  [
    [4, 5, 7],
    [4, 7, 3],
  ],
  [
    [4, 5, 7],
    [7, 3],
  ],
  [
    [0, 7],
    [7, 3],
  ],
])('the product of %j and %j', (left, right) => {
  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('is right, transposed %j and %j', (transposeA, transposeB) => {
    const before = held();
    tf.tidy(() => {
      const [a, b] = [tf.randomUniform(left, -1, 1, 'float32', 1), tf.randomUniform(right, -1, 1, 'float32', 2)];
      const product = tf.matMul(transposeA ? across(a) : a, transposeB ? across(b) : b, transposeA, transposeB);
      const expected = slowProduct(a, b);
      expect(product.shape).toEqual(expected.shape);
      const [actual, wanted] = [product.dataSync(), expected.dataSync()];
      expect(actual.length).toBe(wanted.length);
      actual.forEach((value, i) => {
        expect(value).toBeCloseTo(wanted[i] ?? Number.NaN, 5);
      });
    });
    expect(held()).toEqual(before);
  });
});

it('of whole numbers stays exact', () => {
  const product = tf.matMul(tf.tensor2d([[16_777_217, 1]], [1, 2], 'int32'), tf.tensor2d([[1], [2]], [2, 1], 'int32'));
  expect([product.dtype, ...product.dataSync()]).toEqual(['int32', 16_777_219]);
});

it('of shapes that do not fit is refused, and leaves nothing behind', () => {
  const [a, b] = [tf.ones([1, 5, 7]), tf.ones([1, 6, 3])];
  const before = held();
  expect(() => tf.tidy(() => tf.matMul(a, b))).toThrow(/Matrix size-incompatible/);
  expect(held()).toEqual(before);
});

it('has the gradients of both', () => {
  const [a, b] = [tf.ones([1, 2, 3]), tf.ones([1, 3, 4])];
  const [da, db] = tf.grads((x: tf.Tensor, y: tf.Tensor) => tf.matMul(x, y))([a, b]);
  expect([da?.shape, db?.shape]).toEqual([a.shape, b.shape]);
  expect([da?.dataSync()[0], db?.dataSync()[0]]).toEqual([4, 2]);
});
