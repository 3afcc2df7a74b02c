import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Convolution } from './convolution';
import type { Scratch } from './scratch';

/** Images as a convolution reads them: its padding written out. */
export interface Frame {
  /** [images, height, width, channels]. */
  readonly images: TensorInfo;
  readonly height: number;
  readonly width: number;
}

/** The images themselves where the convolution pads nothing, else a copy in a frame of zeros. */
export function frameOf(x: TensorInfo, convolution: Convolution, scratch: Scratch): Frame {
  const { batchSize, inHeight, inWidth, inChannels, padInfo } = convolution;
  const height = (convolution.outHeight - 1) * convolution.strideHeight + convolution.filterHeight;
  const width = (convolution.outWidth - 1) * convolution.strideWidth + convolution.filterWidth;
  const fits = padInfo.top === 0 && padInfo.left === 0 && height <= inHeight && width <= inWidth;
  if (fits) return { images: x, height: inHeight, width: inWidth };
  const images = scratch.allocate([batchSize, height, width, inChannels]);
  scratch.floats(images).fill(0);
  const rows = Math.min(inHeight, height - padInfo.top);
  const columns = Math.min(inWidth, width - padInfo.left);
  const [from, to] = [scratch.address(x), scratch.address(images)];
  for (let image = 0; image < batchSize; image++) {
    const first = to + ((image * height + padInfo.top) * width + padInfo.left) * inChannels * 4;
    scratch.native.functions.copyRows(
      rows,
      columns * inChannels * 4,
      from + image * inHeight * inWidth * inChannels * 4,
      inWidth * inChannels * 4,
      first,
      width * inChannels * 4,
    );
  }
  return { images, height, width };
}
