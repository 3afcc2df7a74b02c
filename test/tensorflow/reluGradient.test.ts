import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { ReluGrad } from '../../kernels/backends/reluGradient';
import { startTensorFlow } from './startTensorFlow';

beforeAll(startTensorFlow);

it('the gradient of a relu is one operation of TensorFlow, that of tfjs in every value, and leaves no tensor behind', () => {
  const x = tf.tensor([-Infinity, -2, -0, 0, 1e-30, 3, Infinity]);
  const dy = tf.tensor([1, 2, 3, 4, 5, 6, 7]);
  const before = tf.memory().numTensors;
  const ran: string[] = [];
  const kernel = tf.getKernel(ReluGrad, 'tensorflow');
  tf.unregisterKernel(ReluGrad, 'tensorflow');
  tf.registerKernel({
    ...kernel,
    kernelFunc: (call) => {
      ran.push(ReluGrad);
      return kernel.kernelFunc(call);
    },
  });
  const gradient = tf.grad((input) => tf.relu(input))(x, dy);
  expect([...gradient.dataSync()]).toEqual([0, 0, 0, 0, 5, 6, 7]);
  expect(ran).toEqual([ReluGrad]);
  gradient.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
