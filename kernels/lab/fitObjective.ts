import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { crossEntropy, type Head } from './fitCrossEntropy';
import type { Examples } from './fitData';
import { classLabelsOf } from './fitLabels';
import type { FitOptions } from './fitOptions';

/** What is minimised, and what is counted on the way. */
export interface Objective {
  /** One batch of the labels, as `measure` wants them. */
  take(indices: Int32Array): BatchLabels;
}

export interface BatchLabels {
  /** The mean loss, differentiable by the predictions. */
  lossOf(predictions: tf.Tensor): { loss: tf.Scalar; correct?: number };
  dispose(): void;
}

export function objectiveOf(model: LayersModel, examples: Examples, role: string, loss: FitOptions['loss']): Objective {
  return loss ? customObjective(examples, loss) : classification(model, examples, role);
}

function classification(model: LayersModel, examples: Examples, role: string): Objective {
  const classes = model.outputs[0]?.shape.at(-1) ?? 0;
  const labels = classLabelsOf(examples.labels, role, classes);
  const head: Head = endsInSoftmax(model) ? 'probabilities' : 'logits';
  return {
    take(indices) {
      const batch = indices.map((index) => labels[index] ?? 0);
      return { lossOf: (predictions) => crossEntropy(predictions, batch, head), dispose: () => {} };
    },
  };
}

/** Many models end in a softmax already: then the loss starts from probabilities. */
function endsInSoftmax(model: LayersModel): boolean {
  const last = model.layers.at(-1);
  return last?.getClassName() === 'Softmax' || last?.getConfig().activation === 'softmax';
}

function customObjective(examples: Examples, loss: NonNullable<FitOptions['loss']>): Objective {
  return {
    take(indices) {
      const batch = tf.tidy(() => tf.gather(examples.labels, tf.tensor1d(indices, 'int32')));
      return { lossOf: (predictions) => ({ loss: loss(predictions, batch) }), dispose: () => batch.dispose() };
    },
  };
}
