import * as tf from '@tensorflow/tfjs-core';
import { TrainingInputError } from './fitErrors';

/** Labels as class numbers 0 … classes − 1; one-hot rows are read as such. */
export async function classLabelsOf(labels: tf.Tensor, role: string, classes: number): Promise<Int32Array> {
  if (labels.rank === 2 && labels.shape[1] === classes && classes > 1) return fromOneHot(labels, role);
  if (labels.rank !== 1 && !(labels.rank === 2 && labels.shape[1] === 1)) {
    throw new TrainingInputError(
      `The labels of the ${role} have shape [${labels.shape}]; class numbers [${labels.shape[0]}] are needed, ` +
        `or one-hot rows [${labels.shape[0]}, ${classes}] for the model's ${classes} outputs.`,
    );
  }
  const values = await labels.data();
  values.forEach((value, index) => {
    if (Number.isInteger(value) && value >= 0 && value < classes) return;
    throw new TrainingInputError(
      `Label ${index} of the ${role} is ${value}, but the model tells ${classes} classes apart: labels must be whole ` +
        `numbers from 0 to ${classes - 1}. Give the last layer more units, or pass a loss of your own.`,
    );
  });
  return Int32Array.from(values);
}

async function fromOneHot(labels: tf.Tensor, role: string): Promise<Int32Array> {
  const { numbers, isOneHot } = tf.tidy(() => {
    const hot = tf.equal(tf.max(labels, 1), 1);
    const alone = tf.equal(tf.sum(tf.abs(labels), 1), 1);
    return { numbers: tf.argMax(labels, 1), isOneHot: tf.all(tf.logicalAnd(hot, alone)) };
  });
  try {
    if ((await isOneHot.data())[0]) return Int32Array.from(await numbers.data());
  } finally {
    tf.dispose([numbers, isOneHot]);
  }
  throw new TrainingInputError(
    `The labels of the ${role} are rows of ${labels.shape[1]} numbers, but not one-hot: pass class numbers, or a loss of your own.`,
  );
}
