import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import type { BackendInfo } from './backendInfo';
import { deviceOf } from './deviceOf';
import { allowFallingBack } from './fallBack';
import type { BackendPreference } from './preference';
import { registerActivations } from './registerActivations';
import { registerTensorFlowKernels } from './tensorflow/compute/registerKernels';
import { startWasm } from './wasm/startWasm';

export interface StartOptions {
  /** Holds tfjs's .wasm files, and Dawn in a package for one platform. */
  wasmFolder: string;
  /** Whose tfjs this process has loaded. */
  provider: 'bundled' | 'tensorflow';
  /** Under 'auto' a backend that cannot start gives way to the next, and `detail` says why; a named one never does. */
  preferred?: BackendPreference;
  /** Where packages of the user's are looked for: the notebook's folder; absent in a workspace without trust. */
  packagesFolder?: string;
}

/** Makes a backend of the loaded tfjs the current one; resolves with what computes now. */
export async function startBackend(options: StartOptions): Promise<BackendInfo> {
  const detail = await startPreferred(options);
  allowFallingBack((options.preferred ?? 'auto') === 'auto');
  const backend = tf.getBackend();
  return { backend, device: deviceOf(backend, tf.backend()), detail };
}

function startPreferred(options: StartOptions): Promise<string> {
  const { preferred = 'auto', provider } = options;
  if (preferred === 'webgpu') return startGpu(options);
  if (preferred === 'cpu')
    return startCpu('Plain JavaScript, as the settings ask: many times slower than WebAssembly.');
  if (preferred === 'wasm') return startBundled(options.wasmFolder);
  if (provider === 'tensorflow') return startTensorFlow();
  if (preferred === 'tensorflow') throw new Error('TensorFlow was asked for, and no TensorFlow package was loaded.');
  return startBundled(options.wasmFolder).catch((error: Error) => {
    return startCpu(`Plain JavaScript, many times slower than WebAssembly, which could not start: ${error.message}`);
  });
}

async function startBundled(wasmFolder: string): Promise<string> {
  registerActivations();
  await startWasm(wasmFolder);
  return 'TensorFlow.js on WebAssembly, part of Activation Lab. Threads share what is large: activations, matrix products, convolutions.';
}

async function startCpu(detail: string): Promise<string> {
  registerActivations();
  // Keeps tfjs from advising the user, in the cell, to install another backend.
  tf.enableProdMode();
  await tf.setBackend('cpu');
  return detail;
}

/** Loaded only when it is asked for: a driver that fails must not end a kernel that never wanted it. */
async function startGpu({ wasmFolder, packagesFolder }: StartOptions): Promise<string> {
  const { startWebgpu } = await import('./webgpu/startWebgpu');
  const { adapter } = await startWebgpu({ kernelFolder: wasmFolder, ...(packagesFolder && { packagesFolder }) });
  const slow = adapter.software ? ' It computes on the CPU: choose the wasm backend unless you test.' : '';
  return `WebGPU by Dawn on ${adapter.name}.${slow} Read results with "await tensor.data()": dataSync() cannot.`;
}

async function startTensorFlow(): Promise<string> {
  if (tf.findBackend('tensorflow') && (await tf.setBackend('tensorflow'))) {
    registerTensorFlowKernels(tf.backend());
    return 'TensorFlow itself, in native code.';
  }
  throw new Error('The TensorFlow package was loaded but its backend could not start: run the notebook without it.');
}
