import * as tf from '@tensorflow/tfjs-core';
import { AdamStep, type AdamStepAttrs, AdamStepInPlace } from '../backends/adamStep';

/** What one step moves, and by which gradient. */
export interface AdamTensors {
  value: tf.Variable;
  gradient: tf.Tensor;
  first: tf.Variable;
  second: tf.Variable;
}

/** One step of AdamW for one variable, the best way that the current backend has. */
export function moveByAdam(tensors: AdamTensors, attrs: AdamStepAttrs): void {
  const inPlace = kernelOf(AdamStepInPlace);
  if (inPlace) moveInPlace(inPlace, tensors, attrs);
  else tf.tidy(() => replace(tensors, kernelOf(AdamStep) ? runKernel(tensors, attrs) : compose(tensors, attrs)));
}

function kernelOf(name: string): tf.KernelConfig | undefined {
  return tf.getKernel(name, tf.getBackend());
}

/** Below tfjs's engine, which has nothing to record here: this is a third of what a small variable costs. */
function moveInPlace({ kernelFunc }: tf.KernelConfig, tensors: AdamTensors, attrs: AdamStepAttrs): void {
  const backend = tf.backend();
  const { value, first, second } = tensors;
  for (const variable of [value, first, second]) {
    // A clone of a variable shares its memory, and has to keep its numbers.
    if (backend.refCount(variable.dataId) !== 1) tf.tidy(() => variable.assign(tf.mul(variable, 1)));
  }
  kernelFunc({ inputs: { ...tensors }, attrs: { ...attrs }, backend });
}

type Moved = [value: tf.Tensor, first: tf.Tensor, second: tf.Tensor];

function replace({ value, first, second }: AdamTensors, [newValue, newFirst, newSecond]: Moved): void {
  value.assign(newValue);
  first.assign(newFirst);
  second.assign(newSecond);
}

function runKernel(tensors: AdamTensors, attrs: AdamStepAttrs): Moved {
  return tf.engine().runKernel(AdamStep, { ...tensors }, { ...attrs }) as unknown as Moved;
}

function compose({ value, gradient, first, second }: AdamTensors, attrs: AdamStepAttrs): Moved {
  const { learningRate, beta1, beta2, epsilon, bias1, bias2, decay } = attrs;
  const newFirst = tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1));
  const newSecond = tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const scale = tf.add(tf.sqrt(tf.div(newSecond, bias2)), epsilon);
  const change = tf.div(tf.mul(newFirst, learningRate / bias1), scale);
  return [tf.sub(tf.mul(value, 1 - decay), change), newFirst, newSecond];
}
