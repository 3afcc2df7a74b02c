import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { AdamW } from './adamW';
import { buildFor, type Examples, examplesOf, trainableVariablesOf } from './fitData';
import { EarlyStop } from './fitEarlyStop';
import { TrainingInputError } from './fitErrors';
import { type Objective, objectiveOf } from './fitObjective';
import type { FitData, FitOptions } from './fitOptions';
import { Pace } from './pace';

interface Evaluated {
  examples: Examples;
  objective: Objective;
}

/** Everything one call of `fit` works on, checked. */
export interface Training {
  model: LayersModel;
  variables: tf.Variable[];
  examples: Examples;
  objective: Objective;
  validation?: Evaluated;
  optimizer: tf.Optimizer;
  earlyStop?: EarlyStop;
  epochs: number;
  batchSize: number;
  /** Of one epoch. */
  batches: number;
  seed: number;
  pace: Pace;
  options: FitOptions;
}

export async function prepare(model: LayersModel, data: FitData, options: FitOptions): Promise<Training> {
  const { epochs = 5, batchSize = 64, seed = 1, signal, earlyStop } = options;
  // Before any work: whoever stops the cell gives time to stop by itself to what has asked for the signal.
  const pace = new Pace(signal);
  checkCount('epochs', epochs);
  checkCount('batchSize', batchSize);
  if (earlyStop) checkCount('earlyStop.patience', earlyStop.patience);
  buildFor(model, data);
  const variables = await trainableVariablesOf(model);
  const examples = examplesOf(data, 'training data', model);
  const objective = await objectiveOf(model, examples, 'training data', options);
  const validation = options.validation && (await validationSet(model, options.validation, options));
  return {
    ...{ model, variables, examples, objective, epochs, batchSize, seed, options },
    batches: Math.ceil(examples.count / batchSize),
    pace,
    optimizer: options.optimizer ?? new AdamW(rateAt(options, 0, 1), options.weightDecay),
    ...(validation && { validation }),
    ...(earlyStop && { earlyStop: new EarlyStop(model, earlyStop) }),
  };
}

/** Gives back what `prepare` made; the user's own optimizer stays. */
export function release({ optimizer, earlyStop, options }: Training): void {
  earlyStop?.dispose();
  if (!options.optimizer) optimizer.dispose();
}

/** What the default optimizer's learning rate is at a step. */
export function rateAt({ learningRate = 0.001 }: FitOptions, step: number, steps: number): number {
  return typeof learningRate === 'function' ? learningRate(step, steps) : learningRate;
}

async function validationSet(model: LayersModel, data: FitData, options: FitOptions): Promise<Evaluated> {
  const examples = examplesOf(data, 'validation data', model);
  return { examples, objective: await objectiveOf(model, examples, 'validation data', options) };
}

function checkCount(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new TrainingInputError(`${name} is ${value}: it must be a whole number, at least 1.`);
}
