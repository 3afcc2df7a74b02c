import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { startTensorFlow } from './startTensorFlow';

beforeAll(startTensorFlow);

const held = () => [tf.memory().numTensors, tf.engine().backend.numDataIds()];

it.each([
  [
    [2, 3],
    [3, 2],
  ],
  [[2, 3], [6]],
  [
    [2, 3],
    [1, -1, 2],
  ],
  [[1], []],
  [[], [1, 1]],
  [
    [0, 3],
    [3, 0],
  ],
])('%j becomes %j, in the same order', (from, to) => {
  const before = held();
  tf.tidy(() => {
    const x = tf.randomUniform(from, 0, 1, 'float32', 1);
    const y = tf.reshape(x, to);
    expect(y.shape).toEqual(to.map((length) => (length === -1 ? 3 : length)));
    expect(y.dataSync()).toEqual(x.dataSync());
    x.dispose();
    expect(y.dataSync()).toHaveLength(y.size);
  });
  expect(held()).toEqual(before);
});

it('leaves other types to tfjs-node', () => {
  const [whole, words] = [
    tf.reshape(tf.tensor1d([1, 2], 'int32'), [2, 1]),
    tf.reshape(tf.tensor1d(['a', 'b']), [2, 1]),
  ];
  expect([whole.dtype, whole.shape, ...whole.dataSync()]).toEqual(['int32', [2, 1], 1, 2]);
  expect([words.dtype, words.shape, ...words.dataSync()]).toEqual(['string', [2, 1], 'a', 'b']);
});

it('refuses another number of elements, and leaves nothing behind', () => {
  const x = tf.ones([2, 3]);
  const before = held();
  expect(() => tf.tidy(() => tf.reshape(x, [4]))).toThrow(/6|size/);
  expect(held()).toEqual(before);
});
