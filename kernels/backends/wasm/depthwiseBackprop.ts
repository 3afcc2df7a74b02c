import {
  backend_util,
  DepthwiseConv2dNativeBackpropFilter,
  DepthwiseConv2dNativeBackpropInput,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { type Convolution, windowOf } from './convolution';
import { addDepthwiseProducts } from './depthwiseProducts';
import { inputOf, type KernelCall, type TrainingKernel } from './trainingKernel';

interface DepthwiseAttrs {
  strides: number | [number, number];
  dilations: number | [number, number];
  pad: 'same' | 'valid' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4 = [number, number, number, number];

/** The gradient of a depthwise convolution's filter, which tfjs's wasm backend lacks. */
export const depthwiseBackpropFilter: TrainingKernel = {
  name: DepthwiseConv2dNativeBackpropFilter,
  compute(call) {
    const { filterShape, ...attrs } = call.attrs as DepthwiseAttrs & { filterShape: number[] };
    const x = inputOf(call, 'x');
    const filter = zeros(filterShape, call);
    addProducts('filter', depthwiseOf(x.shape, filterShape, attrs), [x, filter], call);
    return filter;
  },
};

/** The gradient of a depthwise convolution's input, which tfjs's wasm backend lacks. */
export const depthwiseBackpropInput: TrainingKernel = {
  name: DepthwiseConv2dNativeBackpropInput,
  compute(call) {
    const { inputShape, ...attrs } = call.attrs as DepthwiseAttrs & { inputShape: number[] };
    const filter = inputOf(call, 'filter');
    const x = zeros(inputShape, call);
    addProducts('x', depthwiseOf(inputShape, filter.shape, attrs), [x, filter], call);
    return x;
  },
};

function zeros(shape: number[], { scratch }: KernelCall): TensorInfo {
  const info = scratch.allocate(shape);
  scratch.floats(info).fill(0);
  return info;
}

function depthwiseOf(inputShape: number[], filterShape: number[], attrs: DepthwiseAttrs): Convolution {
  const { strides, dilations, pad, dimRoundingMode } = attrs;
  const shapes = [inputShape as Shape4, filterShape as Shape4] as const;
  return backend_util.computeConv2DInfo(...shapes, strides, dilations, pad, dimRoundingMode, true);
}

/** Adds to x or to the filter the products of dy with the other. */
function addProducts(
  by: 'x' | 'filter',
  convolution: Convolution,
  [x, filter]: [TensorInfo, TensorInfo],
  call: KernelCall,
): void {
  const { scratch } = call;
  const dy = inputOf(call, 'dy');
  const { batchSize, inHeight, inWidth, inChannels, outHeight, outWidth, outChannels } = convolution;
  const isPlain = outChannels === inChannels && convolution.dilationHeight * convolution.dilationWidth === 1;
  if (!isPlain) {
    addDepthwiseProducts(by, convolution, scratch.floats(x), scratch.floats(filter), scratch.floats(dy));
    return;
  }
  const { depthwiseFilterGradient, depthwiseInputGradient } = scratch.native.functions;
  const add = by === 'x' ? depthwiseInputGradient : depthwiseFilterGradient;
  for (let image = 0; image < batchSize; image++) {
    add(
      ...windowOf(convolution),
      scratch.address(x) + image * inHeight * inWidth * inChannels * 4,
      scratch.address(filter),
      scratch.address(dy) + image * outHeight * outWidth * outChannels * 4,
    );
  }
}
