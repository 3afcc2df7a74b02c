import { Conv2D, FusedConv2D, type TensorInfo } from '@tensorflow/tfjs-core';
import { type Convolution, type ConvolutionAttrs, convolutionOf } from './convolution';
import { floorOf } from './floorOf';
import { frameOf } from './frame';
import { multiply } from './native/multiply';
import { patchWalk } from './native/rowWalk';
import type { Scratch } from './scratch';
import { inputOf, type KernelCall, type TrainingKernel } from './trainingKernel';

/** What the stock kernel takes three times as long for; it keeps dilated convolutions. */
export const conv2d: TrainingKernel = {
  name: Conv2D,
  compute: (call) => forward(call, { floor: -Infinity }),
};

export const fusedConv2d: TrainingKernel = {
  name: FusedConv2D,
  compute(call) {
    const floor = floorOf((call.attrs as { activation: string }).activation);
    const { bias } = call.inputs;
    if (floor === undefined || (bias && bias.shape.length !== 1)) return null;
    return forward(call, { floor, ...(bias && { bias }) });
  },
};

interface Finish {
  bias?: TensorInfo;
  floor: number;
}

function forward(call: KernelCall, finish: Finish): TensorInfo | null {
  const [x, filter] = [inputOf(call, 'x'), inputOf(call, 'filter')];
  const { dilations = 1, ...attrs } = call.attrs as ConvolutionAttrs & { dilations?: number | [number, number] };
  const isDilated = [dilations].flat().some((dilation) => dilation !== 1);
  if (isDilated || attrs.dataFormat !== 'NHWC') return null;
  return convolve(x, filter, convolutionOf(x.shape, filter.shape, attrs), call.scratch, finish);
}

/** Each image's patches, read where they lie, times the filter. */
export function convolve(
  x: TensorInfo,
  filter: TensorInfo,
  convolution: Convolution,
  scratch: Scratch,
  { bias, floor }: Finish,
): TensorInfo {
  const { batchSize, outHeight, outWidth, inChannels, outChannels } = convolution;
  const { images, height, width } = frameOf(x, convolution, scratch);
  const out = scratch.allocate([batchSize, outHeight, outWidth, outChannels]);
  multiply(scratch.native, {
    walk: patchWalk({ ...convolution, images: 1, height, width }),
    a: scratch.address(images),
    b: scratch.address(filter),
    columns: outChannels,
    result: scratch.address(out),
    ...(bias && { bias: scratch.address(bias) }),
    floor,
    count: batchSize,
    next: { a: height * width * inChannels * 4, b: 0, result: outHeight * outWidth * outChannels * 4 },
  });
  return out;
}
