import { backend_util, MaxPoolGrad } from '@tensorflow/tfjs-core';
import { windowOf } from './convolution';
import { inputOf, type TrainingKernel } from './trainingKernel';

interface PoolAttrs {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'same' | 'valid' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Above it waking a thread takes less time than it saves. */
const manyBytes = 131_072;

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
    const inBytes = pool.inHeight * pool.inWidth * pool.inChannels * 4;
    const outBytes = pool.outHeight * pool.outWidth * pool.inChannels * 4;
    const imageBytes = [inBytes, outBytes, outBytes, inBytes];
    const args = [
      ...windowOf(pool).map((first) => ({ first })),
      ...[input, output, dy, dx].map((info, index) => ({ first: scratch.address(info), step: imageBytes[index] ?? 0 })),
    ];
    scratch.native.share({ name: 'poolGradient', pieces: pool.batchSize, args }, pool.batchSize * inBytes >= manyBytes);
    return dx;
  },
};
