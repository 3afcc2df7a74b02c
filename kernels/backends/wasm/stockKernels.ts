import { getKernel, type KernelConfig, registerKernel, unregisterKernel } from '@tensorflow/tfjs-core';

/** What stands in the place of tfjs's own kernels, and those. */
const ours: KernelConfig[] = [];
const stock = new Map<string, KernelConfig>();

/** tfjs's own kernel of the wasm backend, also when ours stands in its place. */
export function stockKernel(name: string): KernelConfig | undefined {
  // tfjs types the answer as always there; it is not.
  const registered: KernelConfig | undefined = getKernel(name, 'wasm');
  return stock.get(name) ?? registered;
}

export function replaceKernel(kernel: KernelConfig): void {
  const replaced = stockKernel(kernel.kernelName);
  if (replaced) stock.set(kernel.kernelName, replaced);
  // The stock kernel's setup stays: it binds the wasm function that the stock path calls.
  ours.push({ ...replaced, ...kernel });
  exchange(replaced ? [replaced] : [], ours.slice(-1));
}

/** For comparisons: takes our kernels away until the returned function is called. */
export function useStockKernels(): () => void {
  const replaced = [...stock.values()];
  exchange(ours, replaced);
  return () => exchange(replaced, ours);
}

function exchange(out: readonly KernelConfig[], into: readonly KernelConfig[]): void {
  for (const { kernelName } of out) unregisterKernel(kernelName, 'wasm');
  for (const config of into) registerKernel(config);
}
