import { registerKernel, type TensorInfo } from '@tensorflow/tfjs-core';
import { ReluGrad, useReluGrad } from '../../reluGradient';
import { float32, type TensorFlowBackend } from './plan';

/** TensorFlow's own operation, where tfjs-node computes a step: a comparison, two selects, a test for NaN and a fill. */
export function registerReluGrad({ binding }: TensorFlowBackend): void {
  const float = float32(binding, 'T');
  registerKernel({
    kernelName: ReluGrad,
    backendName: 'tensorflow',
    kernelFunc: ({ inputs, backend: any }): TensorInfo => {
      const { x, dy } = inputs;
      if (!x || !dy) throw new Error('ReluGrad was called without its inputs x and dy.');
      return (any as TensorFlowBackend).executeSingleOutput('ReluGrad', [float], [dy, x]);
    },
  });
  useReluGrad();
}
