import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { AdamStep, type AdamStepAttrs } from '../adamStep';

/**
 * One step of Adam for one variable: [value, gradient, first and second moment] → the new [value, moments]. In a single
 * pass; from tfjs's ops it takes twelve.
 */
export const adamStep: KernelConfig = {
  kernelName: AdamStep,
  backendName: 'wasm',
  kernelFunc({ inputs, attrs, backend }) {
    const wasm = backend as BackendWasm;
    const { value, gradient, first, second } = inputs as Record<string, TensorInfo>;
    if (!value || !gradient || !first || !second) throw new Error('AdamStep was called without one of its inputs.');
    const outputs = [value, first, second].map(({ shape }) => wasm.makeOutput(shape, 'float32'));
    // Views only now: the heap moves when it grows.
    const views = [value, gradient, first, second, ...outputs].map((info) => wasm.typedArrayFromHeap(info));
    move(views as Float32Array[], attrs as unknown as AdamStepAttrs);
    return outputs;
  },
};

function move(views: Float32Array[], attrs: AdamStepAttrs): void {
  const [value, gradient, first, second, newValue, newFirst, newSecond] = views;
  if (!value || !gradient || !first || !second || !newValue || !newFirst || !newSecond) return;
  const { beta1, beta2, epsilon, bias2 } = attrs;
  const rate = attrs.learningRate / attrs.bias1;
  const kept = 1 - attrs.decay;
  for (let at = 0; at < value.length; at++) {
    const slope = gradient[at] ?? 0;
    const mean = beta1 * (first[at] ?? 0) + (1 - beta1) * slope;
    const square = beta2 * (second[at] ?? 0) + (1 - beta2) * slope * slope;
    newFirst[at] = mean;
    newSecond[at] = square;
    newValue[at] = kept * (value[at] ?? 0) - (rate * mean) / (Math.sqrt(square / bias2) + epsilon);
  }
}
