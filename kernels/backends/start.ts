import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendInfo } from './backendInfo';
import { startWasm } from './wasm/startWasm';

export interface StartOptions {
  /** Holds tfjs's .wasm files. */
  wasmFolder: string;
  /** Whose tfjs this process has loaded. */
  provider: 'bundled' | 'tensorflow';
}

/** Makes the best backend of the loaded tfjs the current one. There is always one: plain JavaScript at last. */
export function startBackend(options: StartOptions): Promise<BackendInfo> {
  return options.provider === 'tensorflow' ? startTensorFlow() : startBundled(options.wasmFolder);
}

async function startBundled(wasmFolder: string): Promise<BackendInfo> {
  try {
    await startWasm(wasmFolder);
  } catch (error) {
    await tf.setBackend('cpu');
    const reason = error instanceof Error ? error.message : String(error);
    const detail = `Plain JavaScript, many times slower than WebAssembly, which could not start: ${reason}`;
    return { backend: 'cpu', device: 'CPU, JavaScript', detail };
  }
  const detail =
    'TensorFlow.js on WebAssembly, as it comes with Activation Lab; a second thread slows small networks down.';
  return { backend: 'wasm', device: '1 thread, SIMD', detail };
}

async function startTensorFlow(): Promise<BackendInfo> {
  if (!tf.findBackend('tensorflow') || !(await tf.setBackend('tensorflow'))) {
    throw new Error('The TensorFlow package was loaded but its backend could not start: run the notebook without it.');
  }
  const backend = tf.backend() as { isUsingGpuDevice?: boolean };
  const device = backend.isUsingGpuDevice ? 'GPU' : 'CPU';
  return {
    backend: 'tensorflow',
    device,
    detail: `TensorFlow on the ${device}, from the package beside the notebook.`,
  };
}
