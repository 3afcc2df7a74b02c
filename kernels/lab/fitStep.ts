import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Measured, Measurement } from './fitMeasure';
import { readMeasurement } from './fitReading';
import type { Training } from './fitTraining';

/** One batch forward and backward, and one move of the weights; a loss that is no number moves nothing. */
export async function stepOn(training: Training, indices: Int32Array): Promise<Measured> {
  const { measurement, grads } = tf.tidy(() => differentiate(training, indices));
  try {
    const measured = await readMeasurement(measurement);
    if (Number.isFinite(measured.loss)) tf.tidy(() => training.optimizer.applyGradients(grads));
    return measured;
  } finally {
    tf.dispose(grads);
  }
}

type Differentiated = {
  measurement: Measurement;
  grads: tf.NamedTensorMap;
};

function differentiate({ model, variables, examples, objective }: Training, indices: Int32Array): Differentiated {
  const picked = tf.tensor1d(indices, 'int32');
  const batch = examples.inputs.map((input) => tf.gather(input, picked));
  let beside: Omit<Measurement, 'loss'> = {};
  const { value, grads } = tf.variableGrads(() => {
    const { loss, ...rest } = objective.measure(predict(model, batch, true), indices);
    beside = kept(rest);
    return withRegularization(loss, model);
  }, variables);
  return { measurement: { ...beside, loss: value }, grads };
}

/** The gradient's own scope would dispose of what is only counted; whoever reads it does. */
function kept(beside: Omit<Measurement, 'loss'>): Omit<Measurement, 'loss'> {
  const { correct, metrics = {} } = beside;
  for (const tensor of [correct, ...Object.values(metrics)]) if (tensor instanceof tf.Tensor) tf.keep(tensor);
  return beside;
}

/** The model's outputs, one tensor each. */
export function predict(model: LayersModel, inputs: readonly tf.Tensor[], training: boolean): tf.Tensor[] {
  const [only] = inputs;
  const output = model.apply(inputs.length === 1 && only ? only : [...inputs], { training });
  return (Array.isArray(output) ? output : [output]) as tf.Tensor[];
}

function withRegularization(loss: tf.Scalar, model: LayersModel): tf.Scalar {
  return model.calculateLosses().reduce<tf.Scalar>((total, penalty) => tf.add(total, tf.mean(penalty)), loss);
}
