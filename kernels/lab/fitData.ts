import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { TrainingInputError } from './fitErrors';
import type { FitData } from './fitOptions';

export interface Examples {
  inputs: tf.Tensor;
  labels: tf.Tensor;
  count: number;
}

/** The examples of `data`, checked against each other and against the model. `role` names them in messages. */
export function examplesOf(data: FitData, role: string, model: LayersModel): Examples {
  const [inputs, labels] = 'images' in data ? [data.images, data.labels] : [data.x, data.y];
  if (!(inputs instanceof tf.Tensor) || !(labels instanceof tf.Tensor)) {
    throw new TrainingInputError(`The ${role} must be { images, labels } or { x, y }, both tensors.`);
  }
  if (inputs.isDisposed || labels.isDisposed) {
    throw new TrainingInputError(`The ${role} were disposed before: load them again.`);
  }
  const count = inputs.shape[0] ?? 0;
  if (count === 0) throw new TrainingInputError(`The ${role} are empty: their shape is [${inputs.shape}].`);
  if (labels.shape[0] !== count) {
    const found = labels.rank === 0 ? 'a scalar' : `${labels.shape[0]} labels`;
    throw new TrainingInputError(`The ${role} have ${count} examples but ${found}: one label per example is needed.`);
  }
  checkShape(inputs, role, model);
  return { inputs, labels, count };
}

/** Builds the model from the data if it is not yet, and checks that it is one this loop can run. */
export function buildFor(model: LayersModel, data: FitData): void {
  const inputs = 'images' in data ? data.images : data.x;
  if (!model.built && inputs instanceof tf.Tensor) model.build([null, ...inputs.shape.slice(1)]);
  if (model.inputs.length === 1 && model.outputs.length === 1) return;
  throw new TrainingInputError('fit trains models with one input and one output; use tf.variableGrads for others.');
}

export function trainableVariablesOf(model: LayersModel): tf.Variable[] {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  if (variables.length === 0) throw new TrainingInputError('The model has no trainable weights.');
  return variables;
}

function checkShape(inputs: tf.Tensor, role: string, model: LayersModel): void {
  const wanted = model.inputs[0]?.shape.slice(1) ?? [];
  const found = inputs.shape.slice(1);
  const fits = wanted.length === found.length && wanted.every((size, axis) => size === null || size === found[axis]);
  if (fits) return;
  const flat = wanted.length === 1 && wanted[0] === tf.util.sizeFromShape(found);
  const advice = flat
    ? `Begin the model with tf.layers.flatten({ inputShape: [${found}] }), or reshape them to [${inputs.shape[0]}, ${wanted}].`
    : `Reshape them, or give the first layer inputShape: [${found}].`;
  throw new TrainingInputError(`The model takes examples of shape [${wanted}], the ${role} are [${found}]. ${advice}`);
}
