import { Conv2DBackpropFilter } from '@tensorflow/tfjs-core';
import { type ConvolutionAttrs, convolutionOf } from './convolution';
import { frameOf } from './frame';
import { multiply } from './native/multiply';
import { weightWalk } from './native/rowWalk';
import { inputOf, type TrainingKernel } from './trainingKernel';

/**
 * The gradient of a convolution's filter, which tfjs's wasm backend lacks: for each weight the inputs it meets, times
 * the output gradient, summed over the images.
 */
export const conv2dBackpropFilter: TrainingKernel = {
  name: Conv2DBackpropFilter,
  compute(call) {
    const attrs = call.attrs as ConvolutionAttrs & { filterShape: number[] };
    const [x, dy] = [inputOf(call, 'x'), inputOf(call, 'dy')];
    const { scratch } = call;
    const convolution = convolutionOf(x.shape, attrs.filterShape, attrs);
    if (convolution.dataFormat !== 'channelsLast') {
      throw new Error('Convolutions train on the wasm backend with data format NHWC only: move the channels last.');
    }
    const { images, height, width } = frameOf(x, convolution, scratch);
    const dFilter = scratch.allocate(attrs.filterShape);
    multiply(scratch.native, {
      walk: weightWalk({ ...convolution, images: convolution.batchSize, height, width }),
      a: scratch.address(images),
      b: scratch.address(dy),
      columns: convolution.outChannels,
      result: scratch.address(dFilter),
      count: 1,
      next: { a: 0, b: 0, result: 0 },
    });
    return dFilter;
  },
};
