import { getKernel, type KernelConfig } from '@tensorflow/tfjs-core';

type KernelFunc = KernelConfig['kernelFunc'];

/** Stock kernels that ours have taken the place of. */
const replaced = new Map<string, KernelFunc>();

export function rememberStockKernel(name: string, kernelFunc: KernelFunc): void {
  replaced.set(name, kernelFunc);
}

/** tfjs's own kernel of the wasm backend, also when ours stands in its place. */
export function stockKernel(name: string): KernelFunc | undefined {
  // tfjs types the answer as always there; it is not.
  const registered: KernelConfig | undefined = getKernel(name, 'wasm');
  return replaced.get(name) ?? registered?.kernelFunc;
}
