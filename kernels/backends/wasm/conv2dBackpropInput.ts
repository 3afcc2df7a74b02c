import { Conv2DBackpropInput, type TensorInfo } from '@tensorflow/tfjs-core';
import { convolve } from './conv2d';
import { type Convolution, type ConvolutionAttrs, convolutionOf } from './convolution';
import type { Scratch } from './scratch';
import { inputOf, type TrainingKernel } from './trainingKernel';

/**
 * The gradient of a convolution's input is itself a convolution, of the output gradient with the filter turned round
 * and its channels swapped. The stock kernel is a plain loop, many times slower.
 */
export const conv2dBackpropInput: TrainingKernel = {
  name: Conv2DBackpropInput,
  compute(call) {
    const attrs = call.attrs as ConvolutionAttrs & { inputShape: number[] };
    const { scratch } = call;
    const [dy, filter] = [inputOf(call, 'dy'), inputOf(call, 'filter')];
    const convolution = convolutionOf(attrs.inputShape, filter.shape, attrs);
    const pad = paddingOf(convolution);
    if (convolution.dataFormat !== 'channelsLast' || !pad) return null;
    const wide = spread(dy, convolution, scratch);
    const back = turned(filter, convolution, scratch);
    const backwards = convolutionOf(wide.shape, back.shape, { strides: 1, pad, dataFormat: 'NHWC' });
    return convolve(wide, back, backwards, scratch, { floor: -Infinity });
  },
};

type Padding = [[0, 0], [top: number, bottom: number], [left: number, right: number], [0, 0]];

/** What the output gradient needs round it to give the input's size; null for odd explicit paddings (negative here). */
function paddingOf(convolution: Convolution): Padding | null {
  const { inHeight, inWidth, outHeight, outWidth, filterHeight, filterWidth, padInfo } = convolution;
  const top = filterHeight - 1 - padInfo.top;
  const left = filterWidth - 1 - padInfo.left;
  const bottom = inHeight + padInfo.top - ((outHeight - 1) * convolution.strideHeight + 1);
  const right = inWidth + padInfo.left - ((outWidth - 1) * convolution.strideWidth + 1);
  if (Math.min(top, left, bottom, right) < 0) return null;
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/** The output gradient with stride − 1 zeros between its pixels: what a strided convolution skipped. */
function spread(dy: TensorInfo, convolution: Convolution, scratch: Scratch): TensorInfo {
  const { batchSize, outHeight, outWidth, outChannels, strideHeight, strideWidth } = convolution;
  if (strideHeight === 1 && strideWidth === 1) return dy;
  const height = (outHeight - 1) * strideHeight + 1;
  const width = (outWidth - 1) * strideWidth + 1;
  const wide = scratch.allocate([batchSize, height, width, outChannels]);
  const source = scratch.floats(dy);
  const target = scratch.floats(wide).fill(0);
  for (let row = 0, read = 0; row < batchSize * outHeight; row++) {
    const image = Math.floor(row / outHeight);
    let write = (image * height + (row % outHeight) * strideHeight) * width * outChannels;
    for (let column = 0; column < outWidth; column++, write += strideWidth * outChannels) {
      for (let channel = 0; channel < outChannels; channel++) target[write + channel] = source[read++] ?? 0;
    }
  }
  return wide;
}

/** [FH, FW, C, K] → [FH, FW, K, C], rows and columns reversed. */
function turned(filter: TensorInfo, convolution: Convolution, scratch: Scratch): TensorInfo {
  const { filterHeight, filterWidth, inChannels, outChannels } = convolution;
  const result = scratch.allocate([filterHeight, filterWidth, outChannels, inChannels]);
  const source = scratch.floats(filter);
  const target = scratch.floats(result);
  const taps = filterHeight * filterWidth;
  for (let tap = 0, read = 0; tap < taps; tap++) {
    const start = (taps - 1 - tap) * inChannels * outChannels;
    for (let channel = 0; channel < inChannels; channel++) {
      for (let out = 0; out < outChannels; out++) target[start + out * inChannels + channel] = source[read++] ?? 0;
    }
  }
  return result;
}
