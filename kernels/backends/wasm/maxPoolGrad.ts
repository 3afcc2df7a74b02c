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
    const dy = inputOf(call, 'dy');
    if (input.dtype !== 'float32' || dy.dtype !== 'float32') return null;
    const { filterSize, strides, pad, dimRoundingMode } = call.attrs as PoolAttrs;
    const shape = input.shape as [number, number, number, number];
    const pool = backend_util.computePool2DInfo(shape, filterSize, strides, 1, pad, dimRoundingMode);
    const dx = call.scratch.allocate(input.shape);
    const target = call.scratch.floats(dx).fill(0);
    routeGradients(pool, call.scratch.floats(input), call.scratch.floats(dy), target);
    return dx;
  },
};

function routeGradients(pool: Pool, x: Float32Array, dy: Float32Array, dx: Float32Array): void {
  let at = 0;
  for (let image = 0; image < pool.batchSize; image++) {
    for (let row = 0; row < pool.outHeight; row++) {
      for (let column = 0; column < pool.outWidth; column++) {
        const window = windowOffsets(pool, image, row, column);
        for (let channel = 0; channel < pool.inChannels; channel++, at++) {
          const largest = firstLargest(x, window, channel);
          if (largest >= 0) dx[largest] = (dx[largest] ?? 0) + (dy[at] ?? 0);
        }
      }
    }
  }
}

/** Offsets of a window's pixels (their first channel) that lie inside the image. */
function windowOffsets(pool: Pool, image: number, row: number, column: number): number[] {
  const top = row * pool.strideHeight - pool.padInfo.top;
  const left = column * pool.strideWidth - pool.padInfo.left;
  const bottom = Math.min(top + pool.filterHeight, pool.inHeight);
  const right = Math.min(left + pool.filterWidth, pool.inWidth);
  const offsets: number[] = [];
  for (let y = Math.max(top, 0); y < bottom; y++) {
    for (let x = Math.max(left, 0); x < right; x++) {
      offsets.push(((image * pool.inHeight + y) * pool.inWidth + x) * pool.inChannels);
    }
  }
  return offsets;
}

/** −1 when no value compares as larger than −∞ (all NaN): then nobody gets the gradient, as on tfjs's cpu backend. */
function firstLargest(x: Float32Array, window: readonly number[], channel: number): number {
  let largest = Number.NEGATIVE_INFINITY;
  let found = -1;
  for (const offset of window) {
    const value = x[offset + channel] ?? Number.NaN;
    if (value > largest) {
      largest = value;
      found = offset + channel;
    }
  }
  return found;
}
