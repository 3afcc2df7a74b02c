import type * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { AdamW } from './adamW';
import { buildFor, type Examples, examplesOf, trainableVariablesOf } from './fitData';
import { TrainingInputError } from './fitErrors';
import { type Objective, objectiveOf } from './fitObjective';
import type { FitData, FitOptions } from './fitOptions';
import { Pace } from './pace';

/** Everything one call of `fit` works on, checked. */
export interface Training {
  model: LayersModel;
  variables: tf.Variable[];
  examples: Examples;
  objective: Objective;
  validation?: { examples: Examples; objective: Objective };
  optimizer: tf.Optimizer;
  /** Unknown for an optimizer of the user's own. */
  learningRate?: number;
  epochs: number;
  batchSize: number;
  seed: number;
  pace: Pace;
  options: FitOptions;
}

export function prepare(model: LayersModel, data: FitData, options: FitOptions): Training {
  const { epochs = 5, batchSize = 64, seed = 1, learningRate = 0.001, loss, signal } = options;
  checkCount('epochs', epochs);
  checkCount('batchSize', batchSize);
  buildFor(model, data);
  const variables = trainableVariablesOf(model);
  const examples = examplesOf(data, 'training data', model);
  const objective = objectiveOf(model, examples, 'training data', loss);
  const pace = new Pace(signal);
  const fixed = { model, variables, examples, objective, epochs, batchSize, seed, pace, options };
  const validation = options.validation && validationSet(model, options.validation, loss);
  const trained = { ...fixed, ...(validation && { validation }) };
  if (options.optimizer) return { ...trained, optimizer: options.optimizer };
  return { ...trained, optimizer: new AdamW(learningRate, options.weightDecay), learningRate };
}

function validationSet(model: LayersModel, data: FitData, loss: FitOptions['loss']): Training['validation'] {
  const examples = examplesOf(data, 'validation data', model);
  return { examples, objective: objectiveOf(model, examples, 'validation data', loss) };
}

function checkCount(name: string, value: number): void {
  if (Number.isInteger(value) && value >= 1) return;
  throw new TrainingInputError(`${name} is ${value}: it must be a whole number, at least 1.`);
}
