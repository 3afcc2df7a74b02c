import { Conv2DBackpropFilter, type TensorInfo } from '@tensorflow/tfjs-core';
import { type Convolution, type ConvolutionAttrs, convolutionOf } from './convolution';
import { fillPatches } from './patches';
import type { Scratch } from './scratch';
import { inputOf, type TrainingKernel, viewOf } from './trainingKernel';

/**
 * The gradient of a convolution's filter, which tfjs's wasm backend lacks: all image patches, one row per filter
 * weight, times the output gradient. One matrix product by XNNPACK.
 */
export const conv2dBackpropFilter: TrainingKernel = {
  name: Conv2DBackpropFilter,
  compute(call) {
    const attrs = call.attrs as ConvolutionAttrs & { filterShape: number[] };
    const x = inputOf(call, 'x');
    const dy = inputOf(call, 'dy');
    const convolution = convolutionOf(x.shape, attrs.filterShape, attrs);
    if (convolution.dataFormat !== 'channelsLast') {
      throw new Error('Convolutions train on the wasm backend with data format NHWC only: move the channels last.');
    }
    const { filterHeight, filterWidth, inChannels, outChannels, batchSize, outHeight, outWidth } = convolution;
    const weights = filterHeight * filterWidth * inChannels;
    const pixels = batchSize * outHeight * outWidth;
    const planes = channelPlanes(x, convolution, call.scratch);
    const patches = call.scratch.allocate([1, weights, pixels]);
    fillPatches(convolution, call.scratch.floats(planes), call.scratch.floats(patches));
    const inputs = { a: patches, b: viewOf(dy, [1, pixels, outChannels]) };
    const dFilter = call.scratch.run('BatchMatMul', inputs, { transposeA: false, transposeB: false });
    dFilter.shape = attrs.filterShape;
    return dFilter;
  },
};

/** One contiguous plane per channel, [C, N, H, W]: the patches are then read in order. */
function channelPlanes(x: TensorInfo, { inChannels }: Convolution, scratch: Scratch): TensorInfo {
  return inChannels === 1 ? x : scratch.run('Transpose', { x }, { perm: [3, 0, 1, 2] });
}
