import type { TensorInfo } from '@tensorflow/tfjs-core';

/** tfjs kernel, registered by each backend where it pays: one step of AdamW for one variable in a single pass. */
export const AdamStep = 'AdamStep';

/**
 * The same for backends that can write into a tensor they hold: moves value, first and second where they are and
 * returns nothing. The caller makes sure that nobody else holds them.
 */
export const AdamStepInPlace = 'AdamStepInPlace';

/** [value, gradient, first and second moment], all of one shape. {@link AdamStep} returns the new [value, moments]. */
export interface AdamStepInputs {
  value: TensorInfo;
  gradient: TensorInfo;
  first: TensorInfo;
  second: TensorInfo;
}

export interface AdamStepAttrs {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon: number;
  /** Share of a weight that a step takes away, learning rate included. */
  decay: number;
  /** 1 − β₁ᵗ and 1 − β₂ᵗ: what the moments, which start at 0, are still too small by. */
  bias1: number;
  bias2: number;
}
