import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { BatchLabels } from './fitObjective';
import type { Training } from './fitTraining';

export interface StepResult {
  loss: number;
  correct?: number;
}

/** One batch forward and backward, and one move of the weights; a loss that is no number moves nothing. */
export function stepOn(training: Training, indices: Int32Array): StepResult {
  const labels = training.objective.take(indices);
  try {
    return move(training, indices, labels);
  } finally {
    labels.dispose();
  }
}

function move(
  { model, variables, examples, optimizer }: Training,
  indices: Int32Array,
  labels: BatchLabels,
): StepResult {
  let correct: number | undefined;
  const loss = tf.tidy(() => {
    const batch = tf.gather(examples.inputs, tf.tensor1d(indices, 'int32'));
    const { value, grads } = tf.variableGrads(() => {
      const measured = labels.lossOf(model.apply(batch, { training: true }) as tf.Tensor);
      correct = measured.correct;
      return withRegularization(measured.loss, model);
    }, variables);
    const reached = value.dataSync()[0] ?? Number.NaN;
    if (Number.isFinite(reached)) optimizer.applyGradients(grads);
    return reached;
  });
  return correct === undefined ? { loss } : { loss, correct };
}

function withRegularization(loss: tf.Scalar, model: LayersModel): tf.Scalar {
  return model.calculateLosses().reduce<tf.Scalar>((total, penalty) => tf.add(total, tf.mean(penalty)), loss);
}
