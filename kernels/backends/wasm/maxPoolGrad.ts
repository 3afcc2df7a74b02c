import { backend_util, MaxPoolGrad } from '@tensorflow/tfjs-core';
import { inputOf, type TrainingKernel } from './trainingKernel';

interface PoolAttrs {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'same' | 'valid' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Sends each gradient to the first largest input of its window, in one pass; the stock kernel takes two slow ones. */
export const maxPoolGrad: TrainingKernel = {
  name: MaxPoolGrad,
  compute(call) {
    const [input, output, dy] = [inputOf(call, 'input'), inputOf(call, 'output'), inputOf(call, 'dy')];
    if (input.dtype !== 'float32' || dy.dtype !== 'float32') return null;
    const { scratch } = call;
    const { filterSize, strides, pad, dimRoundingMode } = call.attrs as PoolAttrs;
    const shape = input.shape as [number, number, number, number];
    const pool = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const dx = scratch.allocate(input.shape);
    scratch.floats(dx).fill(0);
    const sizes = [pool.inChannels, pool.inHeight, pool.inWidth, pool.outHeight, pool.outWidth];
    const window = [pool.filterHeight, pool.filterWidth, pool.strideHeight, pool.strideWidth];
    const padding = [pool.padInfo.top, pool.padInfo.left];
    const starts = [input, output, dy, dx].map((info) => scratch.address(info));
    const [inBytes, outBytes] = [pool.inHeight * pool.inWidth, pool.outHeight * pool.outWidth].map(
      (pixels) => pixels * pool.inChannels * 4,
    ) as [number, number];
    for (let image = 0; image < pool.batchSize; image++) {
      const places = starts.map((start, index) => start + image * (index === 0 || index === 3 ? inBytes : outBytes));
      scratch.native.functions.poolGradient(...sizes, ...window, ...padding, ...places);
    }
    return dx;
  },
};
