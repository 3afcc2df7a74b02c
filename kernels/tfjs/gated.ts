import * as tf from '@tensorflow/tfjs-core';
import { getGatedActivation } from '../activations';
import { op } from './op';

/** f(x), the gates and the values as the halves of x's last axis; or f(gate, value), two tensors of one shape. */
export type GatedOp = (x: tf.Tensor | tf.TensorLike, value?: tf.Tensor | tf.TensorLike) => tf.Tensor;

/**
 * A gated activation as a tfjs operation, activation(gate)·value: `gated('swiglu')(x)` takes [… , 2n] to [… , n] with the
 * gates in the first half, as Llama's fused projection has them; where they come second, pass the two apart.
 */
export function gated(name: string): GatedOp {
  const { title, gate } = getGatedActivation(name);
  const activate = op(gate.id);
  return (x, value) =>
    tf.tidy(() => {
      const [gates, values] = value === undefined ? halvesOf(title, asTensor(x)) : [asTensor(x), asTensor(value)];
      checkShapes(title, gates.shape, values.shape);
      return tf.mul(activate(gates), values);
    });
}

function halvesOf(title: string, x: tf.Tensor): [tf.Tensor, tf.Tensor] {
  const size = x.shape.at(-1);
  if (size === undefined || size % 2 !== 0) {
    throw new Error(
      `${title} halves the last axis into gates and values, which must be even; the shape is [${x.shape}]. A layer before it needs 2·n units.`,
    );
  }
  const [gates, values] = tf.split(x, 2, -1);
  if (!gates || !values) throw new Error(`${title} could not be split into halves.`);
  return [gates, values];
}

function checkShapes(title: string, gates: number[], values: number[]): void {
  if (tf.util.arraysEqual(gates, values)) return;
  throw new Error(`${title} needs a gate and a value of one shape; they have [${gates}] and [${values}].`);
}

function asTensor(x: tf.Tensor | tf.TensorLike): tf.Tensor {
  return x instanceof tf.Tensor ? x : tf.tensor(x);
}
