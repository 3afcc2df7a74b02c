import {
  backend_util,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
} from '@tensorflow/tfjs-core';
import type { Convolution } from './convolution';
import { inputOf, type TrainingKernel } from './trainingKernel';

interface DepthwiseAttrs {
  strides: number | [number, number];
  dilations: number | [number, number];
  pad: 'same' | 'valid' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4 = [number, number, number, number];

/** The gradient of a depthwise convolution's filter, which tfjs's wasm backend lacks. Few products: a plain loop. */
export const depthwiseBackpropFilter: TrainingKernel = {
  name: DepthwiseConv2dNativeBackpropFilter,
  compute(call) {
    const { filterShape, ...attrs } = call.attrs as DepthwiseAttrs & { filterShape: number[] };
    const x = inputOf(call, 'x');
    const dy = inputOf(call, 'dy');
    const convolution = depthwiseOf(x.shape, filterShape, attrs);
    const dFilter = call.scratch.allocate(filterShape);
    const inputs = call.scratch.floats(x);
    const gradients = call.scratch.floats(dy);
    const target = call.scratch.floats(dFilter).fill(0);
    forEachProduct(convolution, (input, output, weight) => {
      target[weight] = (target[weight] ?? 0) + (inputs[input] ?? 0) * (gradients[output] ?? 0);
    });
    return dFilter;
  },
};

/** The gradient of a depthwise convolution's input, which tfjs's wasm backend lacks. */
export const depthwiseBackpropInput: TrainingKernel = {
  name: DepthwiseConv2dNativeBackpropInput,
  compute(call) {
    const { inputShape, ...attrs } = call.attrs as DepthwiseAttrs & { inputShape: number[] };
    const dy = inputOf(call, 'dy');
    const filter = inputOf(call, 'filter');
    const convolution = depthwiseOf(inputShape, filter.shape, attrs);
    const dx = call.scratch.allocate(inputShape);
    const gradients = call.scratch.floats(dy);
    const weights = call.scratch.floats(filter);
    const target = call.scratch.floats(dx).fill(0);
    forEachProduct(convolution, (input, output, weight) => {
      target[input] = (target[input] ?? 0) + (gradients[output] ?? 0) * (weights[weight] ?? 0);
    });
    return dx;
  },
};

function depthwiseOf(inputShape: number[], filterShape: number[], attrs: DepthwiseAttrs): Convolution {
  const { strides, dilations, pad, dimRoundingMode } = attrs;
  const shapes = [inputShape as Shape4, filterShape as Shape4] as const;
  return backend_util.computeConv2DInfo(...shapes, strides, dilations, pad, dimRoundingMode, true);
}

/** Every product of the forward pass, as offsets into input, output and filter. */
function forEachProduct(
  convolution: Convolution,
  visit: (input: number, output: number, weight: number) => void,
): void {
  const { batchSize, outHeight, outWidth, outChannels, inChannels, inHeight, inWidth } = convolution;
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } = convolution;
  const multiplier = outChannels / inChannels;
  for (let pixel = 0; pixel < batchSize * outHeight * outWidth; pixel++) {
    const image = Math.floor(pixel / (outHeight * outWidth));
    const top = (Math.floor(pixel / outWidth) % outHeight) * strideHeight - padInfo.top;
    const left = (pixel % outWidth) * strideWidth - padInfo.left;
    for (let tap = 0; tap < filterHeight * filterWidth; tap++) {
      const y = top + Math.floor(tap / filterWidth) * dilationHeight;
      const x = left + (tap % filterWidth) * dilationWidth;
      if (y < 0 || y >= inHeight || x < 0 || x >= inWidth) continue;
      const input = ((image * inHeight + y) * inWidth + x) * inChannels;
      for (let out = 0; out < outChannels; out++) {
        visit(input + Math.floor(out / multiplier), pixel * outChannels + out, tap * outChannels + out);
      }
    }
  }
}
