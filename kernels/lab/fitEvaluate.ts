import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { buildFor, type Examples, examplesOf } from './fitData';
import { EvaluationStoppedError } from './fitErrors';
import { type Objective, objectiveOf } from './fitObjective';
import type { FitData, FitOptions } from './fitOptions';
import { Pace } from './pace';

export interface Evaluation {
  loss: number;
  accuracy?: number;
}

/** Examples per forward pass: large enough to be quick, small enough for the memory of a convolution. */
const evaluationBatch = 256;

/** Mean loss and accuracy of a model on examples. */
export async function evaluate(
  model: LayersModel,
  data: FitData,
  options: Pick<FitOptions, 'loss' | 'signal'> = {},
): Promise<Evaluation> {
  buildFor(model, data);
  const examples = examplesOf(data, 'examples', model);
  const pace = new Pace(options.signal);
  const evaluation = await evaluateOn(model, examples, objectiveOf(model, examples, 'examples', options.loss), pace);
  if (!evaluation) throw new EvaluationStoppedError();
  return evaluation;
}

/** Null when stopped on the way. */
export async function evaluateOn(
  model: LayersModel,
  examples: Examples,
  objective: Objective,
  pace: Pace,
): Promise<Evaluation | null> {
  let loss = 0;
  let correct: number | undefined = 0;
  for (let start = 0; start < examples.count; start += evaluationBatch) {
    const size = Math.min(evaluationBatch, examples.count - start);
    const batch = measure(model, examples, objective, start, size);
    loss += batch.loss * size;
    correct = batch.correct === undefined || correct === undefined ? undefined : correct + batch.correct;
    if (await pace.isStopped()) return null;
  }
  const mean = loss / examples.count;
  return correct === undefined ? { loss: mean } : { loss: mean, accuracy: correct / examples.count };
}

function measure(
  model: LayersModel,
  { inputs }: Examples,
  objective: Objective,
  start: number,
  size: number,
): { loss: number; correct?: number } {
  const labels = objective.take(Int32Array.from({ length: size }, (_, index) => start + index));
  let correct: number | undefined;
  const loss = tf.tidy(() => {
    const begin = inputs.shape.map((_, axis) => (axis === 0 ? start : 0));
    const batch = tf.slice(inputs, begin, [size, ...inputs.shape.slice(1)]);
    const measured = labels.lossOf(model.apply(batch, { training: false }) as tf.Tensor);
    correct = measured.correct;
    return measured.loss.dataSync()[0] ?? Number.NaN;
  });
  labels.dispose();
  return { loss, correct };
}
