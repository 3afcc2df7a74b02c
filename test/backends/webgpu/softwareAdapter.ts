import '@tensorflow/tfjs-backend-cpu';
// Importing the layers registers tfjs's gradients, as it does in the kernel.
import '@tensorflow/tfjs-layers';
import { softwareGpu } from '../../../build/softwareGpu';
import type { GuardedBackend } from '../../../kernels/backends/webgpu/guardedBackend';
import { startWebgpu } from '../../../kernels/backends/webgpu/startWebgpu';

let started: Promise<GuardedBackend> | undefined;

/** WebGPU on the CPU, once for a test file. It computes slowly, above all at barriers, and takes subnormals for 0. */
export function useSoftwareAdapter(): Promise<GuardedBackend> {
  started ??= (async () => {
    Object.assign(process.env, softwareGpu());
    return startWebgpu({ kernelFolder: '' });
  })();
  return started;
}
