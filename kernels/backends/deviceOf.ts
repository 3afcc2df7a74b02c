import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelBackend } from '@tensorflow/tfjs-core';
import { activationBackendOf } from './wasm/activationBackend';

/** What really computes behind a tfjs backend, in words. */
export function deviceOf(name: string, backend: KernelBackend): string {
  if (name === 'wasm') return wasmDevice(backend as BackendWasm);
  if (name === 'cpu') return 'CPU, JavaScript';
  // Only tfjs-node's backend has this, and says by it whether TensorFlow found a GPU that works.
  return (backend as { isUsingGpuDevice?: boolean }).isUsingGpuDevice ? 'GPU' : 'CPU';
}

function wasmDevice(backend: BackendWasm): string {
  const { threads } = activationBackendOf(backend);
  return threads === 1 ? '1 thread, SIMD' : `${threads} threads, SIMD`;
}
