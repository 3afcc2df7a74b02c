import * as tf from '@tensorflow/tfjs-core';
import { TrainingInputError } from './fitErrors';

/** Labels as class numbers 0 … classes − 1; one-hot rows are read as such. */
export function classLabelsOf(labels: tf.Tensor, role: string, classes: number): Int32Array {
  if (labels.rank === 2 && labels.shape[1] === classes && classes > 1) return fromOneHot(labels, role);
  if (labels.rank !== 1 && !(labels.rank === 2 && labels.shape[1] === 1)) {
    throw new TrainingInputError(
      `The labels of the ${role} have shape [${labels.shape}]; class numbers [${labels.shape[0]}] are needed, ` +
        `or one-hot rows [${labels.shape[0]}, ${classes}] for the model's ${classes} outputs.`,
    );
  }
  const values = labels.dataSync();
  values.forEach((value, index) => {
    if (Number.isInteger(value) && value >= 0 && value < classes) return;
    throw new TrainingInputError(
      `Label ${index} of the ${role} is ${value}, but the model tells ${classes} classes apart: labels must be whole ` +
        `numbers from 0 to ${classes - 1}. Give the last layer more units, or pass a loss of your own.`,
    );
  });
  return Int32Array.from(values);
}

function fromOneHot(labels: tf.Tensor, role: string): Int32Array {
  return tf.tidy(() => {
    const hot = tf.max(labels, 1);
    const isOneHot = tf.logicalAnd(tf.equal(hot, 1), tf.equal(tf.sum(tf.abs(labels), 1), 1));
    if (!tf.all(isOneHot).dataSync()[0]) {
      throw new TrainingInputError(
        `The labels of the ${role} are rows of ${labels.shape[1]} numbers, but not one-hot: pass class numbers, or a loss of your own.`,
      );
    }
    return Int32Array.from(tf.argMax(labels, 1).dataSync());
  });
}
