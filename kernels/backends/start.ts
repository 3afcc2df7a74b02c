import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendInfo } from './backendInfo';
import { deviceOf } from './deviceOf';
import { registerActivations } from './registerActivations';
import { startWasm } from './wasm/startWasm';

export interface StartOptions {
  /** Holds tfjs's .wasm files. */
  wasmFolder: string;
  /** Whose tfjs this process has loaded. */
  provider: 'bundled' | 'tensorflow';
}

/** Makes the best backend of the loaded tfjs the current one. There is always one: plain JavaScript at last. */
export async function startBackend(options: StartOptions): Promise<BackendInfo> {
  const detail = options.provider === 'tensorflow' ? await startTensorFlow() : await startBundled(options.wasmFolder);
  const backend = tf.getBackend();
  return { backend, device: deviceOf(backend, tf.backend()), detail };
}

async function startBundled(wasmFolder: string): Promise<string> {
  registerActivations();
  try {
    await startWasm(wasmFolder);
    return 'TensorFlow.js on WebAssembly, part of Activation Lab. Threads share activations of large tensors; the rest takes one.';
  } catch (error) {
    // Keeps tfjs from advising the user, in the cell, to install another backend.
    tf.enableProdMode();
    await tf.setBackend('cpu');
    const reason = error instanceof Error ? error.message : String(error);
    return `Plain JavaScript, many times slower than WebAssembly, which could not start: ${reason}`;
  }
}

async function startTensorFlow(): Promise<string> {
  if (tf.findBackend('tensorflow') && (await tf.setBackend('tensorflow'))) {
    return 'TensorFlow itself, in native code.';
  }
  throw new Error('The TensorFlow package was loaded but its backend could not start: run the notebook without it.');
}
