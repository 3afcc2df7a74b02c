import { backend_util } from '@tensorflow/tfjs-core';

export type Convolution = backend_util.Conv2DInfo;

export interface ConvolutionAttrs {
  strides: number | [number, number];
  pad: 'same' | 'valid' | number | backend_util.ExplicitPadding;
  dataFormat: 'NHWC' | 'NCHW';
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

type Shape4 = [number, number, number, number];

/** Sizes of the forward convolution whose gradient is asked for. tfjs differentiates undilated convolutions only. */
export function convolutionOf(inputShape: number[], filterShape: number[], attrs: ConvolutionAttrs): Convolution {
  return backend_util.computeConv2DInfo(
    inputShape as Shape4,
    filterShape as Shape4,
    attrs.strides,
    1,
    attrs.pad,
    attrs.dimRoundingMode,
    false,
    backend_util.convertConv2DDataFormat(attrs.dataFormat),
  );
}

/** How the window of a pooling or a convolution moves, in the order of native/windows.ts. */
export function windowOf(info: backend_util.Conv2DInfo): number[] {
  const { inChannels, inHeight, inWidth, outHeight, outWidth, padInfo } = info;
  const window = [info.filterHeight, info.filterWidth, info.strideHeight, info.strideWidth];
  return [inChannels, inHeight, inWidth, outHeight, outWidth, ...window, padInfo.top, padInfo.left];
}
