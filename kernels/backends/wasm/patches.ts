import type { Convolution } from './convolution';

/**
 * Writes, for every weight of one filter (row, column, channel), the input values that it meets, in the order of the
 * output pixels (image, row, column); zero where it meets padding.
 * @param planes the input as [C, N, H, W]
 */
export function fillPatches(convolution: Convolution, planes: Float32Array, patches: Float32Array): void {
  const { filterHeight, filterWidth, inChannels, batchSize, outHeight, outWidth, inHeight } = convolution;
  let at = 0;
  for (let filterRow = 0; filterRow < filterHeight; filterRow++) {
    for (let filterColumn = 0; filterColumn < filterWidth; filterColumn++) {
      const span = spanOf(convolution, filterColumn);
      for (let image = 0; image < inChannels * batchSize; image++) {
        for (let outRow = 0; outRow < outHeight; outRow++, at += outWidth) {
          const row = outRow * convolution.strideHeight + filterRow - convolution.padInfo.top;
          if (row < 0 || row >= inHeight) patches.fill(0, at, at + outWidth);
          else copyRow(span, planes, (image * inHeight + row) * convolution.inWidth, patches, at);
        }
      }
    }
  }
}

/** What a weight of one filter column meets along a row: outputs `from` to `to`, the first of them at `start`. */
interface Span {
  from: number;
  to: number;
  start: number;
  stride: number;
  outWidth: number;
}

function spanOf({ padInfo, strideWidth: stride, inWidth, outWidth }: Convolution, filterColumn: number): Span {
  const shift = filterColumn - padInfo.left;
  const from = Math.min(outWidth, Math.max(0, Math.ceil(-shift / stride)));
  const to = Math.max(from, Math.min(outWidth, Math.floor((inWidth - 1 - shift) / stride) + 1));
  return { from, to, start: from * stride + shift, stride, outWidth };
}

function copyRow(span: Span, source: Float32Array, rowStart: number, target: Float32Array, at: number): void {
  const { from, to, stride, outWidth } = span;
  let read = rowStart + span.start;
  for (let column = 0; column < from; column++) target[at + column] = 0;
  for (let column = from; column < to; column++, read += stride) target[at + column] = source[read] ?? 0;
  for (let column = to; column < outWidth; column++) target[at + column] = 0;
}
