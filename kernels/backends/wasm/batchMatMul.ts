import { BatchMatMul, broadcast_util, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { multiply } from './native/multiply';
import { matrixWalk } from './native/rowWalk';
import { inputOf, type KernelCall, type TrainingKernel } from './trainingKernel';

/**
 * Matrix products of every kind. Both gradients of a product are products with one side transposed, and there the stock
 * kernel takes a plain loop, ten times slower; batches it multiplies by that loop always.
 */
export const batchMatMul: TrainingKernel = {
  name: BatchMatMul,
  compute: (call) => product(call, call.attrs as Transposes, {}),
};

export interface Transposes {
  transposeA: boolean;
  transposeB: boolean;
}

/** What a product can do on its way out. */
export interface Finish {
  bias?: TensorInfo;
  floor?: number;
}

/** [...batch, rows, depth] × [...batch, depth, columns]; null where the stock kernel is to answer. */
export function product(call: KernelCall, { transposeA, transposeB }: Transposes, finish: Finish): TensorInfo | null {
  const { scratch } = call;
  const [a, b] = [inputOf(call, 'a'), inputOf(call, 'b')];
  const [left, right] = [matricesOf(a, transposeA), matricesOf(b, transposeB)];
  const count = Math.max(left.count, right.count);
  const isEmpty = [count, left.rows, left.columns, right.columns].includes(0);
  const isEven = [left, right].every((side) => side.count === count || side.count === 1);
  // The stock kernel says what is wrong with sides that do not fit.
  const fits = left.columns === right.rows && a.dtype === 'float32' && b.dtype === 'float32';
  if (!fits || isEmpty || !isEven) return null;
  const batch = broadcast_util.assertAndGetBroadcastShape(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const out = scratch.allocate([...batch, left.rows, right.columns]);
  multiply(scratch.native, {
    walk: matrixWalk(left.rows, left.columns, transposeA),
    a: scratch.address(a),
    b: scratch.address(b),
    isTransposed: transposeB,
    columns: right.columns,
    result: scratch.address(out),
    ...(finish.bias && { bias: scratch.address(finish.bias) }),
    ...(finish.floor !== undefined && { floor: finish.floor }),
    count,
    next: { a: bytesToNext(left), b: bytesToNext(right), result: left.rows * right.columns * 4 },
  });
  return out;
}

interface Matrices {
  rows: number;
  columns: number;
  count: number;
}

function matricesOf({ shape }: TensorInfo, isTransposed: boolean): Matrices {
  const [rows = 1, columns = 1] = isTransposed ? shape.slice(-2).reverse() : shape.slice(-2);
  return { rows, columns, count: util.sizeFromShape(shape.slice(0, -2)) };
}

/** A single matrix serves for all. */
function bytesToNext({ rows, columns, count }: Matrices): number {
  return count === 1 ? 0 : rows * columns * 4;
}
