import type { KernelBackend } from '@tensorflow/tfjs-core';

/** What really computes behind a tfjs backend, in words. */
export function deviceOf(name: string, backend: KernelBackend): string {
  if (name === 'wasm') return '1 thread, SIMD';
  if (name === 'cpu') return 'CPU, JavaScript';
  // Only tfjs-node's backend has this, and says by it whether TensorFlow found a GPU that works.
  return (backend as { isUsingGpuDevice?: boolean }).isUsingGpuDevice ? 'GPU' : 'CPU';
}
