import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, expect, it } from 'vitest';
import { timeKernels } from '../../kernels/cli/bench/kernelTimes';
import { useWasm } from '../backends/bothBackends';

beforeAll(async () => {
  await useWasm();
  await tf.setBackend('wasm');
});

const product = () => tf.tidy(() => tf.matMul(tf.ones([64, 64]), tf.ones([64, 64])).dataSync()[0]);

it('times kernels by what they are, and puts them back as they were, also after a failure', async () => {
  const names = () => tf.getKernelsForBackend('wasm').map(({ kernelName, kernelFunc }) => [kernelName, kernelFunc]);
  const before = new Map(names() as [string, tf.KernelFunc][]);
  const times = await timeKernels(async () => {
    expect(product()).toBe(64);
  });
  expect(times['matrix products']).toBeGreaterThan(0);
  expect(new Map(names() as [string, tf.KernelFunc][])).toEqual(before);
  await expect(timeKernels(() => Promise.reject(new Error('stopped')))).rejects.toThrow('stopped');
  expect(new Map(names() as [string, tf.KernelFunc][])).toEqual(before);
});
