import * as tf from '@tensorflow/tfjs-core';
import { inputOf, type TrainingKernel } from './trainingKernel';

const ReluGrad = 'ReluGrad';

/** tfjs composes the gradient of a relu of three kernels; this is it in one. */
export const reluGrad: TrainingKernel = {
  name: ReluGrad,
  compute(call) {
    const [x, dy] = [inputOf(call, 'x'), inputOf(call, 'dy')];
    const dx = call.scratch.allocate(x.shape);
    const places = [x, dy, dx].map((info) => call.scratch.address(info));
    call.scratch.native.functions.reluGradient(tf.util.sizeFromShape(x.shape), ...places);
    return dx;
  },
};

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
