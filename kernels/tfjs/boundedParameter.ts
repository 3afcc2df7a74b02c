import * as tf from '@tensorflow/tfjs-core';

/** A parameter's value from the weight that is trained: bound + softplus(raw), which no step can carry over the bound. */
export function valueOfRaw(bound: number | undefined, raw: tf.Tensor): tf.Tensor {
  return bound === undefined ? raw : tf.add(bound, tf.softplus(raw));
}

/** The weight that gives the value: softplus inverted, in the form that neither cancels nor overflows. */
export function rawOf(bound: number | undefined, value: number): number {
  if (bound === undefined) return value;
  const distance = value - bound;
  return distance + Math.log(-Math.expm1(-distance));
}
