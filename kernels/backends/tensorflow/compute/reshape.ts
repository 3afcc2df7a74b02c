import {
  getKernel,
  type KernelConfig,
  Reshape,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { type Attribute, executeOp, float32, type TensorFlowBackend } from './plan';

/** A step of training reshapes a dozen times: tfjs-node makes a tensor of tfjs's for each shape, and disposes of it. */
export function registerReshape({ binding }: TensorFlowBackend): void {
  const stock: KernelConfig | undefined = getKernel(Reshape, 'tensorflow');
  if (!stock) return;
  const shapeType: Attribute = { name: 'Tshape', type: binding.TF_ATTR_TYPE, value: binding.TF_INT32 };
  const attrs = [float32(binding, 'T'), shapeType];
  unregisterKernel(Reshape, 'tensorflow');
  registerKernel({
    ...stock,
    kernelFunc: (call): TensorInfo | TensorInfo[] => {
      const { x } = call.inputs;
      if (x?.dtype !== 'float32') return stock.kernelFunc(call);
      const backend = call.backend as TensorFlowBackend;
      const { shape } = call.attrs as unknown as { shape: number[] };
      const wanted = binding.createTensor([shape.length], binding.TF_INT32, Int32Array.from(shape));
      try {
        return backend.createOutputTensor(
          executeOp(binding, 'Reshape', attrs, [...backend.getInputTensorIds([x]), wanted]),
        );
      } finally {
        binding.deleteTensor(wanted);
      }
    },
  });
}
