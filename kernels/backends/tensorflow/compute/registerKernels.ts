import type { KernelBackend } from '@tensorflow/tfjs-core';
import { registerActivationKernels } from './activationKernels';
import { registerAdamInPlace } from './adamInPlace';
import { registerAdamStep } from './adamStep';
import type { TensorFlowBackend } from './plan';
import { registerReluGrad } from './reluGrad';
import { registerReshape } from './reshape';

/** Our compute kernels on tfjs-node. A release with other insides does without: tfjs's own operations compute the same. */
export function registerTensorFlowKernels(backend: KernelBackend): void {
  const inside = backend as unknown as Partial<TensorFlowBackend>;
  if (!inside.binding || !inside.executeSingleOutput || !inside.executeMultipleOutputs) return;
  registerActivationKernels(inside as TensorFlowBackend);
  registerAdamStep(inside as TensorFlowBackend);
  // Variables on a GPU were never tried here.
  if (!inside.isUsingGpuDevice) registerAdamInPlace(inside as TensorFlowBackend);
  registerReluGrad(inside as TensorFlowBackend);
  registerReshape(inside as TensorFlowBackend);
}
