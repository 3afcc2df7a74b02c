import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { buildFor, type Examples, examplesOf } from './fitData';
import { EvaluationStoppedError } from './fitErrors';
import { Means, type Measurement } from './fitMeasure';
import { type Objective, objectiveOf } from './fitObjective';
import type { FitData, FitOptions } from './fitOptions';
import { readMeasurement } from './fitReading';
import { predict } from './fitStep';
import { Pace } from './pace';

export type Evaluation = Means['result'];

/** Examples per forward pass: large enough to be quick, small enough for the memory of a convolution. */
const evaluationBatch = 256;

/** Mean loss, accuracy and metrics of a model on examples. */
export async function evaluate(
  model: LayersModel,
  data: FitData,
  options: Pick<FitOptions, 'loss' | 'metrics' | 'signal'> = {},
): Promise<Evaluation> {
  buildFor(model, data);
  const examples = examplesOf(data, 'examples', model);
  const objective = await objectiveOf(model, examples, 'examples', options);
  const evaluation = await evaluateOn(model, examples, objective, new Pace(options.signal));
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
  const means = new Means();
  for (let start = 0; start < examples.count; start += evaluationBatch) {
    const size = Math.min(evaluationBatch, examples.count - start);
    means.add(await readMeasurement(measureFrom(start, size, model, examples, objective)), size);
    if (await pace.isStopped()) return null;
  }
  return means.result;
}

function measureFrom(
  start: number,
  size: number,
  model: LayersModel,
  { inputs }: Examples,
  objective: Objective,
): Measurement {
  return tf.tidy(() => {
    const batch = inputs.map((input) => {
      const begin = input.shape.map((_, axis) => (axis === 0 ? start : 0));
      return tf.slice(input, begin, [size, ...input.shape.slice(1)]);
    });
    const indices = Int32Array.from({ length: size }, (_, index) => start + index);
    return objective.measure(predict(model, batch, false), indices);
  });
}
