import { spawn } from 'node:child_process';
import { setImmediate as turn } from 'node:timers/promises';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startTensorFlow } from './startTensorFlow';

beforeAll(startTensorFlow);

const endings = 60;

/** Goes on until so many child processes have ended, each of which is a signal to this one. */
async function whileChildrenEnd(work: () => void): Promise<void> {
  let ended = 0;
  const next = () => {
    spawn(process.execPath, ['--version'], { stdio: 'ignore' }).on('exit', () => {
      ended++;
      if (ended < endings) next();
    });
  };
  next();
  while (ended < endings) {
    for (let i = 0; i < 20; i++) tf.tidy(work);
    await turn();
  }
}

/**
 * A signal's frame is written where the stack pointer points. oneDNN's older matrix products, which TensorFlow's MatMul
 * takes, move that into the heap: a child process that ends during one spoils the memory.
 */
describe('child processes that end spoil no memory during', () => {
  it.each([
    [64, 784, 128],
    [64, 128, 10],
  ])('products of %i × %i by %i', async (rows, inner, columns) => {
    const [a, b] = [tf.ones([rows, inner]), tf.ones([inner, columns])];
    await whileChildrenEnd(() => tf.matMul(a, b));
    expect(tf.tidy(() => tf.matMul(a, b).dataSync()).every((value) => value === inner)).toBe(true);
    tf.dispose([a, b]);
  });

  it('convolutions and their gradients', async () => {
    const [images, filters] = [tf.ones<tf.Rank.R4>([8, 14, 14, 4]), tf.ones<tf.Rank.R4>([3, 3, 4, 8])];
    const sum = (kernel: tf.Tensor) => tf.sum(tf.conv2d(images, kernel as tf.Tensor4D, 1, 'valid'));
    const gradient = tf.grad(sum);
    await whileChildrenEnd(() => gradient(filters));
    expect(tf.tidy(() => gradient(filters).dataSync()).every((value) => value === 8 * 144)).toBe(true);
    tf.dispose([images, filters]);
  });
});
