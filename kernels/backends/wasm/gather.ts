import { GatherV2, util } from '@tensorflow/tfjs-core';
import { inputOf, type TrainingKernel } from './trainingKernel';

/**
 * Picking whole rows, as every batch of examples and every embedding does: copied row by row. The stock kernel
 * computes an index per element, a hundred times slower.
 */
export const gather: TrainingKernel = {
  name: GatherV2,
  compute(call) {
    const { axis, batchDims } = call.attrs as { axis: number; batchDims: number };
    const x = inputOf(call, 'x');
    const indices = inputOf(call, 'indices');
    const isRows = axis === 0 && batchDims === 0 && x.dtype === 'float32' && indices.dtype === 'int32';
    if (!isRows || x.shape.length === 0) return null;
    const rowShape = x.shape.slice(1);
    const width = util.sizeFromShape(rowShape);
    const out = call.scratch.allocate([...indices.shape, ...rowShape]);
    const source = call.scratch.floats(x);
    const target = call.scratch.floats(out);
    const rows = call.scratch.integers(indices);
    checkRows(rows, x.shape[0] ?? 0);
    rows.forEach((row, position) => {
      target.set(source.subarray(row * width, (row + 1) * width), position * width);
    });
    return out;
  },
};

function checkRows(rows: Int32Array, count: number): void {
  const wrong = rows.find((row) => row < 0 || row >= count);
  if (wrong === undefined) return;
  throw new RangeError(`tf.gather was asked for row ${wrong} of a tensor with ${count} rows (0 to ${count - 1}).`);
}
