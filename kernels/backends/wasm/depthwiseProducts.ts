import type { Convolution } from './convolution';

/**
 * The rare depthwise convolutions, with several outputs a channel or dilated: adds to x or to the filter the products
 * of dy with the other, in a plain loop.
 */
export function addDepthwiseProducts(
  by: 'x' | 'filter',
  convolution: Convolution,
  x: Float32Array,
  filter: Float32Array,
  dy: Float32Array,
): void {
  const { outChannels, inChannels } = convolution;
  const multiplier = outChannels / inChannels;
  forEachTap(convolution, (input, tap, pixel) => {
    for (let out = 0; out < outChannels; out++) {
      const at = input + Math.floor(out / multiplier);
      const weight = tap * outChannels + out;
      const slope = dy[pixel * outChannels + out] ?? 0;
      if (by === 'x') x[at] = (x[at] ?? 0) + slope * (filter[weight] ?? 0);
      else filter[weight] = (filter[weight] ?? 0) + slope * (x[at] ?? 0);
    }
  });
}

/** Each place of the filter over the image: where the inputs of its pixel begin, which tap, which output pixel. */
function forEachTap(convolution: Convolution, visit: (input: number, tap: number, pixel: number) => void): void {
  const { batchSize, outHeight, outWidth, inChannels, inHeight, inWidth } = convolution;
  const { filterHeight, filterWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, padInfo } = convolution;
  for (let pixel = 0; pixel < batchSize * outHeight * outWidth; pixel++) {
    const image = Math.floor(pixel / (outHeight * outWidth));
    const top = (Math.floor(pixel / outWidth) % outHeight) * strideHeight - padInfo.top;
    const left = (pixel % outWidth) * strideWidth - padInfo.left;
    for (let tap = 0; tap < filterHeight * filterWidth; tap++) {
      const y = top + Math.floor(tap / filterWidth) * dilationHeight;
      const x = left + (tap % filterWidth) * dilationWidth;
      if (y < 0 || y >= inHeight || x < 0 || x >= inWidth) continue;
      visit(((image * inHeight + y) * inWidth + x) * inChannels, tap, pixel);
    }
  }
}
