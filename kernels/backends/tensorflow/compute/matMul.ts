import {
  BatchMatMul,
  getKernel,
  type KernelConfig,
  registerKernel,
  type TensorInfo,
  unregisterKernel,
} from '@tensorflow/tfjs-core';
import { type Attribute, executeOp, type Output, type TensorFlowBackend } from './plan';
import { reshapeWith } from './reshape';

/**
 * The product of two matrices by TensorFlow's MatMul. tfjs-node takes BatchMatMulV2, which wakes threads for the smallest:
 * on two of them the products of a small network took 2 to 4 times as long by it. A batch of one, as tfjs-layers makes of
 * every product, goes the same way.
 */
export function registerMatMul({ binding }: TensorFlowBackend): void {
  const stock: KernelConfig | undefined = getKernel(BatchMatMul, 'tensorflow');
  if (!stock) return;
  const float: Attribute = { name: 'T', type: binding.TF_ATTR_TYPE, value: binding.TF_FLOAT };
  const flag = (name: string, value: boolean): Attribute => ({ name, type: binding.TF_ATTR_BOOL, value });

  const reshape = reshapeWith(binding);
  unregisterKernel(BatchMatMul, 'tensorflow');
  registerKernel({
    ...stock,
    kernelFunc: (call) => {
      const { a, b } = call.inputs;
      if (!a || !b || !isMatrix(a) || !isMatrix(b)) return stock.kernelFunc(call);
      const backend = call.backend as TensorFlowBackend;
      const { transposeA, transposeB } = call.attrs as { transposeA?: boolean; transposeB?: boolean };
      const attrs = [float, flag('transpose_a', transposeA ?? false), flag('transpose_b', transposeB ?? false)];
      const temporary: number[] = [];
      const passing = (output: Output): Output => {
        temporary.push(output.id);
        return output;
      };
      const matrixOf = (info: TensorInfo): number => {
        const [id = -1] = backend.getInputTensorIds([info]);
        return info.shape.length === 2 ? id : passing(reshape(id, info.shape.slice(-2))).id;
      };
      try {
        const product = executeOp(binding, 'MatMul', attrs, [matrixOf(a), matrixOf(b)]);
        const batches = Math.max(a.shape.length, b.shape.length) - 2;
        if (batches === 0) return backend.createOutputTensor(product);
        return backend.createOutputTensor(reshape(passing(product).id, [...Array(batches).fill(1), ...product.shape]));
      } finally {
        for (const id of temporary) binding.deleteTensor(id);
      }
    },
  });
}

function isMatrix({ shape, dtype }: TensorInfo): boolean {
  return dtype === 'float32' && shape.length >= 2 && shape.slice(0, -2).every((length) => length === 1);
}
