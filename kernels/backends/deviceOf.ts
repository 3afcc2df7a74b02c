import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelBackend } from '@tensorflow/tfjs-core';
import { activationBackendOf } from './wasm/activationBackend';

/** What the backends of a GPU say of theirs: tfjs-node's whether TensorFlow found one that works, WebGPU's its name. */
interface Described {
  isUsingGpuDevice?: boolean;
  adapter?: { name: string };
}

/** What really computes behind a tfjs backend, in words. */
export function deviceOf(name: string, backend: KernelBackend & Described): string {
  if (name === 'wasm') return wasmDevice(backend as KernelBackend as BackendWasm);
  if (name === 'cpu') return 'CPU, JavaScript';
  if (backend.adapter) return backend.adapter.name;
  return backend.isUsingGpuDevice ? 'GPU' : 'CPU';
}

function wasmDevice(backend: BackendWasm): string {
  const { threads } = activationBackendOf(backend);
  return threads === 1 ? '1 thread, SIMD' : `${threads} threads, SIMD`;
}
