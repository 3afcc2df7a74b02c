import { Slice, type SliceAttrs, slice_util, util } from '@tensorflow/tfjs-core';
import { inputOf, type TrainingKernel } from './trainingKernel';

/** A run of neighbouring elements: a batch of a data set, of which the stock kernel first copies all. */
export const slice: TrainingKernel = {
  name: Slice,
  compute(call) {
    const x = inputOf(call, 'x');
    if (x.dtype !== 'float32' && x.dtype !== 'int32') return null;
    const { begin, size } = call.attrs as SliceAttrs;
    const [from = [], shape = []] = slice_util.parseSliceParams(x, begin, size);
    if (!slice_util.isSliceContinous(x.shape, from, shape)) return null;
    const out = call.scratch.allocate(shape, x.dtype);
    const first = slice_util.computeFlatOffset(from, util.computeStrides(x.shape));
    const elements = call.scratch.numbers(x).subarray(first, first + util.sizeFromShape(shape));
    call.scratch.numbers(out).set(elements);
    return out;
  },
};
