import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { expectSameOnBothBackends, noise, useWasm } from './bothBackends';

describe('a slice', () => {
  it.each([
    { shape: [7], begin: [0], size: [1] },
    { shape: [7], begin: [3], size: [-1] },
    { shape: [7], begin: [7], size: [0] },
    { shape: [6, 3, 2], begin: [2, 0, 0], size: [3, -1, -1] },
    { shape: [6, 3, 2], begin: [4, 1, 1], size: [1, 2, 1] },
    { shape: [6, 3, 2], begin: [1, 1, 0], size: [4, 1, 2] },
  ])('of $shape from $begin by $size is that of the cpu', ({ shape, begin, size }) =>
    expectSameOnBothBackends([noise(shape)], (x) => tf.slice(x, begin, size)),
  );

  it('of labels keeps whole numbers, and does not follow its source', async () => {
    await useWasm();
    const source = tf.variable(tf.tensor1d([16777217, 5, 6, 7], 'int32'));
    const part = tf.slice(source, [0], [2]);
    source.assign(tf.tensor1d([1, 2, 3, 4], 'int32'));
    expect(part.dtype).toBe('int32');
    expect([...part.dataSync()]).toEqual([16777217, 5]);
    tf.dispose([source, part]);
  });

  it('copies no more than itself', async () => {
    await useWasm();
    const source = tf.zeros([2 ** 20]);
    let copied = 0;
    const backend = tf.backend();
    const read = backend.readSync;
    backend.readSync = (...args) => {
      copied++;
      return read.apply(backend, args);
    };
    try {
      tf.dispose(tf.slice(source, [5], [10]));
    } finally {
      Reflect.deleteProperty(backend, 'readSync');
    }
    expect(copied).toBe(0);
    source.dispose();
  });
});
