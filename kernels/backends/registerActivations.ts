import { registerKernel } from '@tensorflow/tfjs-core';
import { referenceKernels } from './reference/activationKernels';
import { activationKernels } from './wasm/activationKernels';

let registered = false;

/** Makes activations compute by kernels of their own on the backends that come with Activation Lab. */
export function registerActivations(): void {
  if (registered) return;
  registered = true;
  for (const kernel of [...referenceKernels, ...activationKernels]) registerKernel(kernel);
}
