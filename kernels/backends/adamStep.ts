/** tfjs kernel, registered by each backend where it pays: one step of AdamW for one variable in a single pass. */
export const AdamStep = 'AdamStep';

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
