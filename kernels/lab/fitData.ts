import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import { TrainingInputError } from './fitErrors';
import type { FitData, OneOrMore } from './fitOptions';

export interface Examples {
  /** One for each input of the model. */
  inputs: readonly tf.Tensor[];
  /** One for each output. */
  labels: readonly tf.Tensor[];
  count: number;
}

/** The examples of `data`, checked against each other and against the model. `role` names them in messages. */
export function examplesOf(data: FitData, role: string, model: LayersModel): Examples {
  const [inputs, labels] = ('images' in data ? [data.images, data.labels] : [data.x, data.y]).map(listOf);
  if (!inputs?.every(isTensor) || !labels?.every(isTensor)) {
    throw new TrainingInputError(`The ${role} must be { images, labels } or { x, y }, tensors or arrays of them.`);
  }
  checkNumber(inputs, model.inputs.length, `${role} have`, 'input');
  checkNumber(labels, model.outputs.length, `${role} have labels for`, 'output');
  if ([...inputs, ...labels].some(({ isDisposed }) => isDisposed)) {
    throw new TrainingInputError(`The ${role} were disposed before: load them again.`);
  }
  const count = inputs[0]?.shape[0] ?? 0;
  if (count === 0) throw new TrainingInputError(`The ${role} are empty: their shape is [${inputs[0]?.shape}].`);
  for (const other of inputs) {
    if (other.shape[0] === count) continue;
    throw new TrainingInputError(
      `The inputs of the ${role} have ${count} and ${other.shape[0]} examples: as many each.`,
    );
  }
  for (const tensor of labels) checkCount(tensor, count, role);
  inputs.forEach((tensor, index) => {
    checkShape(tensor, role, model.inputs[index]?.shape ?? []);
  });
  return { inputs, labels, count };
}

/** Builds the model from the data if it is not yet. */
export function buildFor(model: LayersModel, data: FitData): void {
  const [input] = listOf('images' in data ? data.images : data.x);
  if (!model.built && isTensor(input)) model.build([null, ...input.shape.slice(1)]);
}

export async function trainableVariablesOf(model: LayersModel): Promise<tf.Variable[]> {
  const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
  if (variables.length === 0) throw new TrainingInputError('The model has no trainable weights.');
  const checks = tf.tidy(() => variables.map((variable) => tf.all(tf.isFinite(variable))));
  const finite = await Promise.all(checks.map((check) => check.data()));
  tf.dispose(checks);
  const broken = variables.find((_, index) => !finite[index]?.[0]);
  if (!broken) return variables;
  throw new TrainingInputError(
    `The weights "${broken.name}" hold NaN or an infinity before training begins: build the model anew, or load its weights again.`,
  );
}

function listOf(value: OneOrMore): readonly tf.Tensor[] {
  return Array.isArray(value) ? value : [value as tf.Tensor];
}

function isTensor(value: unknown): value is tf.Tensor {
  return value instanceof tf.Tensor;
}

function checkNumber(tensors: readonly tf.Tensor[], wanted: number, role: string, what: string): void {
  if (tensors.length === wanted) return;
  const plural = wanted === 1 ? what : `${what}s`;
  throw new TrainingInputError(
    `The model has ${wanted} ${plural}, the ${role} ${tensors.length}: pass ${wanted === 1 ? 'one tensor' : 'an array with a tensor for each'}.`,
  );
}

function checkCount(labels: tf.Tensor, count: number, role: string): void {
  if (labels.shape[0] === count) return;
  const found = labels.rank === 0 ? 'a scalar' : `${labels.shape[0]} labels`;
  throw new TrainingInputError(`The ${role} have ${count} examples but ${found}: one label per example is needed.`);
}

function checkShape(inputs: tf.Tensor, role: string, shape: readonly (number | null)[]): void {
  const wanted = shape.slice(1);
  const found = inputs.shape.slice(1);
  const fits = wanted.length === found.length && wanted.every((size, axis) => size === null || size === found[axis]);
  if (fits) return;
  const flat = wanted.length === 1 && wanted[0] === tf.util.sizeFromShape(found);
  const advice = flat
    ? `Begin the model with tf.layers.flatten({ inputShape: [${found}] }), or reshape them to [${inputs.shape[0]}, ${wanted}].`
    : `Reshape them, or give the first layer inputShape: [${found}].`;
  throw new TrainingInputError(`The model takes examples of shape [${wanted}], the ${role} are [${found}]. ${advice}`);
}
