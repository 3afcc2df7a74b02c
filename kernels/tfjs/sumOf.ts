import * as tf from '@tensorflow/tfjs-core';

const block = 1024;

/**
 * The sum of all elements, in blocks: backends add float32 numbers one after the other, and over 10⁶ of them the
 * rounding errors of one long chain reach the third digit.
 */
export function sumOf(tensor: tf.Tensor): tf.Tensor {
  if (tensor.size <= block) return tf.sum(tensor);
  const rows = Math.ceil(tensor.size / block);
  const flat = tf.reshape<tf.Rank.R1>(tensor, [tensor.size]);
  const padded = flat.size === rows * block ? flat : tf.pad1d(flat, [0, rows * block - flat.size]);
  return tf.sum(tf.sum(tf.reshape(padded, [rows, block]), 1));
}

/** Sums over what a tensor of this shape was repeated along when it met one of the other's shape. */
export function sumToShape(tensor: tf.Tensor, shape: number[]): tf.Tensor {
  if (shape.length === 0) return sumOf(tensor);
  const axes = tf.backend_util.getReductionAxes(shape, tensor.shape);
  return tf.reshape(tf.sum(tensor, axes), shape);
}
