import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel, layers } from '@tensorflow/tfjs-layers';
import { crossEntropy } from './fitCrossEntropy';
import { crossEntropyOnDevice } from './fitCrossEntropyOnDevice';
import type { Examples } from './fitData';
import { TrainingInputError } from './fitErrors';
import { classLabelsOf } from './fitLabels';
import { type Ending, labelShape, lossNamed } from './fitLosses';
import type { Measurement } from './fitMeasure';
import type { FitOptions, Loss } from './fitOptions';
import { canReadNow } from './fitReading';

/** What is minimised, and what is counted on the way. */
export interface Objective {
  /** The mean loss of the examples at `indices`, differentiable by the predictions, one for each output. */
  measure(predictions: readonly tf.Tensor[], indices: Int32Array): Measurement;
}

type Wishes = Pick<FitOptions, 'loss' | 'metrics'>;

export async function objectiveOf(
  model: LayersModel,
  { labels }: Examples,
  role: string,
  wishes: Wishes,
): Promise<Objective> {
  const { loss = 'crossEntropy', metrics = {} } = wishes;
  const losses: readonly Loss[] = typeof loss === 'object' ? loss : [loss];
  if (losses.length !== labels.length) {
    throw new TrainingInputError(
      `The model has ${labels.length} outputs, and ${losses.length} losses were given: name one for each in an array.`,
    );
  }
  const parts = await Promise.all(
    losses.map((each, index) => objectiveOfOutput(outputOf(model, index, labels, role), each, metrics)),
  );
  const [only] = parts;
  if (parts.length === 1 && only) return only;
  if (Object.keys(metrics).length > 0) throw new TrainingInputError('Metrics are for models with one output.');
  return {
    measure: (predictions, indices) => ({
      loss: parts
        .map((part, index) => part.measure(predictions.slice(index, index + 1), indices).loss)
        .reduce((sum, each) => tf.add(sum, each)),
    }),
  };
}

/** One output of the model and its labels. */
interface Output {
  shape: readonly (number | null)[];
  ending: Ending;
  labels: tf.Tensor;
  role: string;
}

function outputOf(model: LayersModel, index: number, labels: readonly tf.Tensor[], role: string): Output {
  const own = labels[index];
  const shape = model.outputs[index]?.shape;
  if (!own || !shape) throw new TrainingInputError(`The ${role} have no labels for output ${index + 1} of the model.`);
  return { shape, ending: endingOf(model, index), labels: own, role };
}

async function objectiveOfOutput(output: Output, loss: Loss, metrics: Metrics): Promise<Objective> {
  const { shape, ending, labels, role } = output;
  if (loss === 'crossEntropy') {
    const numbers = await classLabelsOf(labels, role, shape.at(-1) ?? 0);
    const head = ending === 'softmax' ? 'probabilities' : 'logits';
    const batchLabels = pickedFrom(labels, labels.shape.slice(1));
    return measuring(metrics, batchLabels, (predictions, indices) => {
      const batch = indices.map((index) => numbers[index] ?? 0);
      return (canReadNow() ? crossEntropy : crossEntropyOnDevice)(predictions, batch, head);
    });
  }
  const isOwn = typeof loss === 'function';
  const compare = isOwn ? loss : lossNamed(loss, ending);
  const batchLabels = pickedFrom(labels, isOwn ? labels.shape.slice(1) : labelShape(shape, labels, role));
  return measuring(metrics, batchLabels, (predictions, indices) => ({
    loss: compare(predictions, batchLabels(indices)),
  }));
}

type Metrics = NonNullable<FitOptions['metrics']>;
type Picked = (indices: Int32Array) => tf.Tensor;

function pickedFrom(labels: tf.Tensor, shape: readonly number[]): Picked {
  return (indices) => tf.reshape(tf.gather(labels, tf.tensor1d(indices, 'int32')), [indices.length, ...shape]);
}

function measuring(
  metrics: Metrics,
  labels: Picked,
  lossOf: (predictions: tf.Tensor, indices: Int32Array) => Measurement,
): Objective {
  const entries = Object.entries(metrics);
  const measure: Objective['measure'] = ([predictions], indices) => {
    if (!predictions) throw new Error('The model gave no output.');
    const measurement = lossOf(predictions, indices);
    if (entries.length === 0) return measurement;
    const batch = labels(indices);
    const values = entries.map(([name, metric]) => [name, metric(predictions, batch)] as const);
    return { ...measurement, metrics: Object.fromEntries(values) };
  };
  return { measure };
}

/** Many models end in a softmax or a sigmoid already: then the loss starts from probabilities. */
function endingOf(model: LayersModel, index: number): Ending {
  const outputLayers: readonly layers.Layer[] | undefined = model.outputLayers;
  const last = model.outputs.length > 1 ? outputLayers?.[index] : model.layers.at(-1);
  if (!last) return 'other';
  const { activation } = last.getConfig();
  if (last.getClassName() === 'Softmax' || activation === 'softmax') return 'softmax';
  return activation === 'sigmoid' ? 'sigmoid' : 'other';
}
