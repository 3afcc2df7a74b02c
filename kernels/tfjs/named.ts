import type * as tf from '@tensorflow/tfjs-core';
import { op } from './op';

/** x·tanh(eˣ), with a gradient that stays exact where autodiff of the formula gives NaN (from x = 89 on). */
export const telu = op('telu');

/**
 * αp·x² + β·x for x > 0, αn·(eˣ − 1 − x) + β·x else. A tensor as αp or αn (each above its bound: αp > 0, αn > β)
 * receives its gradient; the XIELU layer keeps such a pair and trains it.
 */
export function xielu<T extends tf.Tensor>(
  x: T | tf.TensorLike,
  alphaP: number | tf.Tensor = 0.8,
  alphaN: number | tf.Tensor = 0.8,
  beta: number | tf.Tensor = 0.5,
): T {
  return op('xielu', { alphaP, alphaN, beta })(x);
}
