import { backend_util, MaxPoolGrad } from '@tensorflow/tfjs-core';
import { inputOf, type TrainingKernel } from './trainingKernel';

type Pool = backend_util.Conv2DInfo;

interface PoolAttrs {
  filterSize: number | [number, number];
  strides: number | [number, number];
  pad: 'same' | 'valid' | number;
  dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

/** Sends each gradient to the first largest input of its window, in one pass; the stock kernel takes two slow ones. */
export const maxPoolGrad: TrainingKernel = {
  name: MaxPoolGrad,
  compute(call) {
    const input = inputOf(call, 'input');
    const output = inputOf(call, 'output');
    const dy = inputOf(call, 'dy');
    if (input.dtype !== 'float32' || dy.dtype !== 'float32') return null;
    const { filterSize, strides, pad, dimRoundingMode } = call.attrs as PoolAttrs;
    const shape = input.shape as [number, number, number, number];
    const pool = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const dx = call.scratch.allocate(input.shape);
    const values = { x: call.scratch.floats(input), y: call.scratch.floats(output), dy: call.scratch.floats(dy) };
    routeGradients(pool, values, call.scratch.floats(dx).fill(0));
    return dx;
  },
};

interface Values {
  x: Float32Array;
  y: Float32Array;
  dy: Float32Array;
}

function routeGradients(pool: Pool, { x, y, dy }: Values, dx: Float32Array): void {
  const window = new Int32Array(pool.filterHeight * pool.filterWidth);
  const pixels = pool.batchSize * pool.outHeight * pool.outWidth;
  for (let pixel = 0, at = 0; pixel < pixels; pixel++) {
    const size = findWindow(pool, pixel, window);
    for (let channel = 0; channel < pool.inChannels; channel++, at++) {
      const largest = y[at];
      let tap = 0;
      while (tap < size && x[(window[tap] ?? 0) + channel] !== largest) tap++;
      // No match: the largest is NaN, and nobody gets the gradient, as on tfjs's cpu backend.
      if (tap === size) continue;
      const to = (window[tap] ?? 0) + channel;
      dx[to] = (dx[to] ?? 0) + (dy[at] ?? 0);
    }
  }
}

/** Writes where the pixels of an output pixel's window begin, those inside the image; returns how many. */
function findWindow(pool: Pool, pixel: number, window: Int32Array): number {
  const image = Math.floor(pixel / (pool.outHeight * pool.outWidth));
  const top = (Math.floor(pixel / pool.outWidth) % pool.outHeight) * pool.strideHeight - pool.padInfo.top;
  const left = (pixel % pool.outWidth) * pool.strideWidth - pool.padInfo.left;
  const bottom = Math.min(top + pool.filterHeight, pool.inHeight);
  const right = Math.min(left + pool.filterWidth, pool.inWidth);
  let size = 0;
  for (let row = Math.max(top, 0); row < bottom; row++) {
    for (let column = Math.max(left, 0); column < right; column++) {
      window[size++] = ((image * pool.inHeight + row) * pool.inWidth + column) * pool.inChannels;
    }
  }
  return size;
}
