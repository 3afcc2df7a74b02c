import type { KernelBackend } from '@tensorflow/tfjs-core';

/** What the backends of a GPU say of theirs: tfjs-node's whether TensorFlow found one that works, WebGPU's its name. */
interface Described {
  isUsingGpuDevice?: boolean;
  adapter?: { name: string };
}

/** What really computes behind a tfjs backend, in words. */
export function deviceOf(name: string, backend: KernelBackend & Described): string {
  if (name === 'wasm') return '1 thread, SIMD';
  if (name === 'cpu') return 'CPU, JavaScript';
  if (backend.adapter) return backend.adapter.name;
  return backend.isUsingGpuDevice ? 'GPU' : 'CPU';
}
