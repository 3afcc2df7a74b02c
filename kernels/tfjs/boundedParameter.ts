import * as tf from '@tensorflow/tfjs-core';
import type { Parameter } from '../activations/activation';

/** A parameter's value from the weight that is trained: bound + softplus(raw), which no step can carry over the bound. */
export function valueOfRaw(parameter: Parameter, raw: tf.Tensor): tf.Tensor {
  return parameter.above === undefined ? raw : tf.add(parameter.above, tf.softplus(raw));
}

/** The weight that gives the value: softplus inverted, in the form that neither cancels nor overflows. */
export function rawOf(parameter: Parameter, value: number): number {
  if (parameter.above === undefined) return value;
  const distance = value - parameter.above;
  return distance + Math.log(-Math.expm1(-distance));
}
