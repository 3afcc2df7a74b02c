import * as tf from '@tensorflow/tfjs-core';

/** ± every power of two that float32 has, subnormals included, with mantissas between, zeros and the largest numbers. */
export const everyExponent = Float32Array.from(
  Array.from({ length: 277 }, (_, i) => 2 ** (i - 149))
    .flatMap((power) => [power, power * 1.37, power * 1.9999998])
    .concat(0, 3.4028234663852886e38)
    .flatMap((x) => [x, -x]),
);

export function valuesOf(tensor: tf.Tensor): Float32Array {
  const values = tensor.dataSync<'float32'>();
  tensor.dispose();
  return values;
}

/** The gradient of the sum of f over the points: the slope at each. */
export function slopeAt(f: (x: tf.Tensor) => tf.Tensor, at: ArrayLike<number>): Float32Array {
  return tf.tidy(() =>
    tf
      .grad(f)(tf.tensor1d(Float32Array.from(at)))
      .dataSync<'float32'>(),
  );
}
