import * as tf from '@tensorflow/tfjs-core';
import { TrainingInputError } from './fitErrors';
import type { LossFunction, LossName } from './fitOptions';

type Name = Exclude<LossName, 'crossEntropy'>;

/** What a loss takes the model's output for. */
export type Ending = 'softmax' | 'sigmoid' | 'other';

const losses: Record<Name, (ending: Ending) => LossFunction> = {
  meanSquaredError: () => (predictions, labels) => tf.losses.meanSquaredError(labels, predictions),
  meanAbsoluteError: () => (predictions, labels) => tf.losses.absoluteDifference(labels, predictions),
  binaryCrossEntropy: (ending) => (predictions, labels) =>
    ending === 'sigmoid' ? tf.losses.logLoss(labels, predictions) : tf.losses.sigmoidCrossEntropy(labels, predictions),
};

export function lossNamed(name: Name, ending: Ending): LossFunction {
  const loss = losses[name];
  if (loss) return loss(ending);
  const known = ['crossEntropy', ...Object.keys(losses)].join(', ');
  throw new TrainingInputError(`There is no loss "${name}": say ${known}, or pass a function.`);
}

/**
 * The shape of one example's labels: that of the model's output. Without this check [64] labels against [64, 1]
 * predictions would become 64 × 64 differences, and a network that learns the mean.
 */
export function labelShape(output: readonly (number | null)[], labels: tf.Tensor, role: string): number[] {
  const wanted = output.slice(1);
  const found = labels.shape.slice(1);
  if (found.length === wanted.length && found.every((size, axis) => (wanted[axis] ?? size) === size)) return found;
  const known = wanted.filter((size) => size !== null);
  const notOne = (shape: readonly number[]) => shape.filter((size) => size !== 1).join();
  if (known.length === wanted.length && notOne(known) === notOne(found)) return known;
  throw new TrainingInputError(
    `The labels of the ${role} have shape [${labels.shape}], but the model gives [${[labels.shape[0], ...wanted]}] ` +
      'for them: this loss compares number by number.',
  );
}
