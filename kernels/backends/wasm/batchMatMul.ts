import { BatchMatMul, type TensorInfo } from '@tensorflow/tfjs-core';
import type { Scratch } from './scratch';
import { inputOf, type TrainingKernel } from './trainingKernel';

/**
 * Both gradients of a matrix product are products with one side transposed, and there the stock kernel leaves XNNPACK
 * for a plain loop, ten times slower. Transposing first costs a tenth of the product.
 */
export const batchMatMul: TrainingKernel = {
  name: BatchMatMul,
  compute(call) {
    const { transposeA, transposeB } = call.attrs as { transposeA: boolean; transposeB: boolean };
    const a = inputOf(call, 'a');
    const b = inputOf(call, 'b');
    // The stock kernel multiplies batches by the plain loop whichever way they lie: no gain in turning them.
    if (!(transposeA || transposeB) || !isMatrix(a) || !isMatrix(b)) return null;
    const inputs = {
      a: transposeA ? transposed(a, call.scratch) : a,
      b: transposeB ? transposed(b, call.scratch) : b,
    };
    return call.scratch.run(BatchMatMul, inputs, { transposeA: false, transposeB: false });
  },
};

export function isMatrix(info: TensorInfo): boolean {
  return info.dtype === 'float32' && info.shape.slice(0, -2).every((size) => size === 1);
}

export function transposed(info: TensorInfo, scratch: Scratch): TensorInfo {
  const rank = info.shape.length;
  const perm = [...Array(rank - 2).keys(), rank - 1, rank - 2];
  return scratch.run('Transpose', { x: info }, { perm });
}
