import { backend_util, Sum, util } from '@tensorflow/tfjs-core';
import { inputOf, type TrainingKernel } from './trainingKernel';

/**
 * A bias gradient sums over all leading axes. The stock kernel transposes the whole tensor for it; here the columns are
 * summed where they lie, and in float64.
 */
export const sum: TrainingKernel = {
  name: Sum,
  compute(call) {
    const x = inputOf(call, 'x');
    const { scratch } = call;
    const { axis, keepDims } = call.attrs as { axis: number | number[]; keepDims: boolean };
    const axes = util.parseAxisParam(axis, x.shape).sort((a, b) => a - b);
    const leading = axes.length > 0 && axes.length < x.shape.length && axes.every((value, index) => value === index);
    if (!leading || x.dtype !== 'float32') return null;
    const kept = x.shape.slice(axes.length);
    const out = scratch.allocate(keepDims ? backend_util.expandShapeToKeepDim(kept, axes) : kept);
    const columns = util.sizeFromShape(kept);
    const rows = util.sizeFromShape(x.shape.slice(0, axes.length));
    const { sums } = scratch.native.workspace.take({ sums: (columns + 4) * 4 });
    scratch.native.functions.columnSums(rows, columns, scratch.address(x), sums);
    scratch.native.functions.copyRows(1, columns * 4, sums, 0, scratch.address(out), 0);
    return out;
  },
};
