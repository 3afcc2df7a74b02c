import * as tf from '@tensorflow/tfjs-core';

/** A kernel of ours, where a backend has one: [x, dy] → dx. tfjs composes the gradient of a relu of three to six kernels. */
export const ReluGrad = 'ReluGrad';

/** Puts the kernel into tfjs's gradient of a relu; where a backend lacks it, and for other types, tfjs's own stays. */
export function useReluGrad(): void {
  const stock: tf.GradConfig | undefined = tf.getGradient(tf.Relu);
  if (!stock) return;
  tf.unregisterGradient(tf.Relu);
  tf.registerGradient({
    ...stock,
    gradFunc(dy, saved, attrs) {
      const [x] = saved;
      const kernel: tf.KernelConfig | undefined = tf.getKernel(ReluGrad, tf.getBackend());
      if (!kernel || x?.dtype !== 'float32' || Array.isArray(dy) || dy.dtype !== 'float32')
        return stock.gradFunc(dy, saved, attrs);
      return { x: () => tf.engine().runKernel<tf.Tensor>(ReluGrad, { x, dy }) };
    },
  });
}
