import {
  getKernel,
  type KernelConfig,
  Reshape,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { type Attribute, type Binding, executeOp, type Output, type TensorFlowBackend } from './plan';

/** The same float32 data under another shape, without a copy. */
export function reshapeWith(binding: Binding): (id: number, shape: readonly number[]) => Output {
  const type = (name: string, value: number): Attribute => ({ name, type: binding.TF_ATTR_TYPE, value });
  const attrs = [type('T', binding.TF_FLOAT), type('Tshape', binding.TF_INT32)];
  return (id, shape) => {
    const wanted = binding.createTensor([shape.length], binding.TF_INT32, Int32Array.from(shape));
    try {
      return executeOp(binding, 'Reshape', attrs, [id, wanted]);
    } finally {
      binding.deleteTensor(wanted);
    }
  };
}

/** A step of training reshapes a dozen times: tfjs-node makes a tensor of tfjs's for each shape, and disposes of it. */
export function registerReshape({ binding }: TensorFlowBackend): void {
  const stock: KernelConfig | undefined = getKernel(Reshape, 'tensorflow');
  if (!stock) return;
  const reshape = reshapeWith(binding);
  unregisterKernel(Reshape, 'tensorflow');
  registerKernel({
    ...stock,
    kernelFunc: (call): TensorInfo | TensorInfo[] => {
      const { x } = call.inputs;
      if (x?.dtype !== 'float32') return stock.kernelFunc(call);
      const backend = call.backend as TensorFlowBackend;
      const [id = -1] = backend.getInputTensorIds([x]);
      const { shape } = call.attrs as unknown as { shape: number[] };
      return backend.createOutputTensor(reshape(id, shape));
    },
  });
}
