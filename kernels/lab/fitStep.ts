import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { Measured, Measurement } from './fitMeasure';
import type { Training } from './fitTraining';

/** One batch forward and backward, and one move of the weights; a loss that is no number moves nothing. */
export function stepOn({ model, variables, examples, objective, optimizer }: Training, indices: Int32Array): Measured {
  return tf.tidy(() => {
    const picked = tf.tensor1d(indices, 'int32');
    const batch = examples.inputs.map((input) => tf.gather(input, picked));
    let measurement: Measurement | undefined;
    const { value, grads } = tf.variableGrads(() => {
      measurement = objective.measure(predict(model, batch, true), indices);
      return withRegularization(measurement.loss, model);
    }, variables);
    const loss = value.dataSync()[0] ?? Number.NaN;
    if (Number.isFinite(loss)) optimizer.applyGradients(grads);
    return { ...measurement, loss };
  });
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
