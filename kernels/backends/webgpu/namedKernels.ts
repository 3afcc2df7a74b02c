import * as tf from '@tensorflow/tfjs-core';
import type { ActivationAttrs } from '../backend';
import type { GuardedBackend } from './guardedBackend';

/** Every kernel of tfjs's WebGPU backend again, so that an error of the device is thrown under the kernel's name. */
export function nameKernels(): void {
  for (const config of tf.getKernelsForBackend('webgpu')) {
    const { kernelName, kernelFunc } = config;
    tf.unregisterKernel(kernelName, 'webgpu');
    tf.registerKernel({
      ...config,
      kernelFunc: (call) => {
        const { watch } = call.backend as GuardedBackend;
        return watch.run(nameOf(kernelName, call.attrs), () => kernelFunc(call));
      },
    });
  }
}

/** 'MatMul'; 'TeLU (ActivationForward)'. */
function nameOf(kernelName: string, attrs: object | undefined): string {
  const { program } = (attrs ?? {}) as Partial<ActivationAttrs>;
  return program ? `${program.title} (${kernelName})` : kernelName;
}
