import * as tf from '@tensorflow/tfjs-core';

/** What the last layer gives: scores before a softmax, or its probabilities. */
export type Head = 'logits' | 'probabilities';

/** As Keras: probabilities are not taken below this, so that the logarithm stays finite. */
export const smallestProbability = 1e-7;

/**
 * Mean cross-entropy of a batch against class numbers, and how many are right. A few hundred numbers: computed here in
 * float64, together with its gradient, which saves a dozen tiny ops a step and tells at once when the loss is NaN.
 */
export function crossEntropy(
  predictions: tf.Tensor,
  labels: Int32Array,
  head: Head,
): { loss: tf.Scalar; correct: number } {
  let correct = 0;
  const measure = tf.customGrad((value, save) => {
    const result = head === 'logits' ? ofLogits : ofProbabilities;
    const batch = emptyBatch(value as tf.Tensor);
    labels.forEach((label, row) => {
      result(batch, row * batch.classes, label, labels.length);
    });
    correct = batch.correct;
    (save as tf.GradSaveFunc)([tf.tensor(batch.gradient, (value as tf.Tensor).shape)]);
    return {
      value: tf.scalar(batch.loss / labels.length),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => saved.map((gradient) => tf.mul(gradient, dy)),
    };
  });
  const loss = measure(predictions) as tf.Scalar;
  return { loss, correct };
}

interface Batch {
  values: Float32Array;
  gradient: Float32Array;
  classes: number;
  loss: number;
  correct: number;
}

function emptyBatch(predictions: tf.Tensor): Batch {
  const values = predictions.dataSync<'float32'>();
  const gradient = new Float32Array(values.length);
  return { values, gradient, classes: predictions.shape.at(-1) ?? 0, loss: 0, correct: 0 };
}

function ofLogits(batch: Batch, start: number, label: number, rows: number): void {
  const { values, gradient, classes } = batch;
  const best = largestOf(values, start, classes);
  const top = values[start + best] ?? Number.NaN;
  let total = 0;
  for (let at = start; at < start + classes; at++) total += Math.exp((values[at] ?? Number.NaN) - top);
  for (let at = start; at < start + classes; at++) {
    gradient[at] = Math.exp((values[at] ?? Number.NaN) - top) / total / rows;
  }
  gradient[start + label] = (gradient[start + label] ?? Number.NaN) - 1 / rows;
  batch.loss += Math.log(total) + top - (values[start + label] ?? Number.NaN);
  if (best === label) batch.correct++;
}

function ofProbabilities(batch: Batch, start: number, label: number, rows: number): void {
  const probability = batch.values[start + label] ?? Number.NaN;
  const clipped = Math.min(Math.max(probability, smallestProbability), 1 - smallestProbability);
  batch.gradient[start + label] = probability === clipped ? -1 / (probability * rows) : 0;
  batch.loss -= Math.log(clipped);
  if (largestOf(batch.values, start, batch.classes) === label) batch.correct++;
}

/** The first of the largest; the first NaN where there is one, so that nothing hides it. */
function largestOf(values: Float32Array, start: number, count: number): number {
  let best = 0;
  for (let index = 1; index < count; index++) {
    const value = values[start + index] ?? Number.NaN;
    if (value > (values[start + best] ?? Number.NaN)) best = index;
  }
  return best;
}
