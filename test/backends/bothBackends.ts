import '@tensorflow/tfjs-backend-cpu';
// Importing the layers registers tfjs's gradients, as it does in the kernel.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'vitest';
import { useBackend } from '../support/backends';

/** Starts it once, with our kernels. */
export function useWasm(): Promise<void> {
  return useBackend('wasm');
}

/**
 * Holds tfjs's wasm backend, with our kernels, against the plain cpu backend on the same numbers. Also fails when a
 * call leaves memory behind on either side.
 */
export async function expectSameOnBothBackends(
  inputs: readonly tf.TensorBuffer<tf.Rank>[],
  compute: (...tensors: tf.Tensor[]) => tf.Tensor,
): Promise<void> {
  await useWasm();
  const reference = await valuesOn('cpu', inputs, compute);
  const actual = await valuesOn('wasm', inputs, compute);
  expect(actual.shape).toEqual(reference.shape);
  const largest = reference.values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-6);
  reference.values.forEach((value, index) => {
    const error = Math.abs((actual.values[index] ?? Number.NaN) - value) / largest;
    expect(error, `element ${index}: ${actual.values[index]} instead of ${value}`).toBeLessThan(2e-5);
  });
}

async function valuesOn(
  backend: string,
  inputs: readonly tf.TensorBuffer<tf.Rank>[],
  compute: (...tensors: tf.Tensor[]) => tf.Tensor,
): Promise<{ shape: number[]; values: number[] }> {
  await tf.setBackend(backend);
  const before = tf.memory().numTensors;
  const dataIdsBefore = tf.engine().backend.numDataIds();
  const tensors = inputs.map((buffer) => buffer.toTensor());
  const result = tf.tidy(() => compute(...tensors));
  const values = Array.from(await result.data<'float32'>());
  tf.dispose([...tensors, result]);
  expect(tf.memory().numTensors, `tensors left on ${backend}`).toBe(before);
  expect(tf.engine().backend.numDataIds(), `memory left on ${backend}`).toBe(dataIdsBefore);
  return { shape: result.shape, values };
}

/** Repeatable numbers in (−1, 1), of both signs and without ties. */
export function noise(shape: number[], seed = 1): tf.TensorBuffer<tf.Rank> {
  const buffer = tf.buffer(shape);
  let state = seed;
  for (let index = 0; index < buffer.size; index++) {
    state = (state * 16807) % 2147483647;
    buffer.values[index] = (state / 2147483647) * 2 - 1;
  }
  return buffer;
}
