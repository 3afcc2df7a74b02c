import * as tf from '@tensorflow/tfjs-core';
import type { Measured, Measurement } from './fitMeasure';

/** Whether a tensor can be read without waiting: a GPU answers only whoever awaits it. */
export function canReadNow(): boolean {
  return tf.getBackend() !== 'webgpu';
}

/** The numbers of a measurement, from one read: each costs a GPU a round trip. Its tensors are disposed of. */
export async function readMeasurement({ loss, correct, metrics }: Measurement): Promise<Measured> {
  const names = Object.keys(metrics ?? {});
  const tensors = [loss, ...(correct instanceof tf.Tensor ? [correct] : []), ...Object.values(metrics ?? {})];
  const values = await valuesOf(tensors);
  tf.dispose(tensors);
  const counted = typeof correct === 'number' ? correct : values[1];
  return {
    loss: values[0] ?? Number.NaN,
    ...(correct !== undefined && counted !== undefined && { correct: counted }),
    ...(metrics && {
      metrics: Object.fromEntries(names.map((name, i) => [name, values.at(i - names.length) ?? Number.NaN])),
    }),
  };
}

async function valuesOf(scalars: readonly tf.Scalar[]): Promise<number[]> {
  if (canReadNow()) return scalars.map((scalar) => scalar.dataSync()[0] ?? Number.NaN);
  const all = tf.tidy(() => tf.stack(scalars.map((scalar) => tf.cast(scalar, 'float32'))));
  const values = await all.data();
  all.dispose();
  return Array.from(values);
}
