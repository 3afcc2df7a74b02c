import * as tf from '@tensorflow/tfjs-core';
import { type Head, smallestProbability } from './fitCrossEntropy';
import type { Measurement } from './fitMeasure';

/** The same as `crossEntropy` by tfjs's operations: nothing is read on the way, which a GPU could not answer. */
export function crossEntropyOnDevice(predictions: tf.Tensor, labels: Int32Array, head: Head): Measurement {
  const wanted = tf.tensor1d(labels, 'int32');
  const hot = tf.oneHot(wanted, predictions.shape.at(-1) ?? 0);
  const loss = head === 'logits' ? ofLogits(predictions, hot) : ofProbabilities(predictions, hot);
  const correct = tf.sum<tf.Scalar>(tf.cast(tf.equal(tf.argMax(predictions, -1), wanted), 'float32'));
  return { loss, correct };
}

function ofLogits(logits: tf.Tensor, hot: tf.Tensor): tf.Scalar {
  return tf.neg(tf.mean<tf.Scalar>(tf.sum(tf.mul(tf.logSoftmax(logits), hot), -1)));
}

function ofProbabilities(probabilities: tf.Tensor, hot: tf.Tensor): tf.Scalar {
  const clipped = tf.clipByValue(probabilities, smallestProbability, 1 - smallestProbability);
  return tf.neg(tf.mean<tf.Scalar>(tf.sum(tf.mul(tf.log(clipped), hot), -1)));
}
