import * as tf from '@tensorflow/tfjs-core';
import { startBackend } from '../../kernels/backends/start';

let started: Promise<unknown> | undefined;

/** Makes it the current backend, with our kernels, as a notebook kernel does. */
export async function startTensorFlow(): Promise<void> {
  started ??= startBackend({ wasmFolder: '', provider: 'tensorflow' });
  await started;
  if (tf.getBackend() !== 'tensorflow') throw new Error('TensorFlow is not the current backend.');
}
