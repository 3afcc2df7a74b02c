import * as tf from '@tensorflow/tfjs-core';
import { type Activation, getActivation, parameterValues, slopeOf } from '../activations';
import { substitute } from '../expression/substitute';
import { apply, type Differentiable, differentiable } from './differentiable';

/** A number fixes a parameter; a tensor of one element (a variable, a layer's weight) receives its gradient. */
export type OpParameters = Readonly<Record<string, number | tf.Tensor>>;
export type Op = <T extends tf.Tensor>(x: T | tf.TensorLike) => T;

/**
 * The activation as a tfjs operation with exact gradients: `op('telu')(x)`, `op('xielu', { alphaP: variable })(x)`.
 * Parameters that are left out have their initial values.
 */
export function op(name: string, parameters: OpParameters = {}): Op {
  let ready = prepare(getActivation(name), parameters);
  const compute = (x: tf.Tensor | tf.TensorLike): tf.Tensor => {
    // A cell that was run again may have defined the name anew.
    const activation = getActivation(name);
    if (activation !== ready.activation) ready = prepare(activation, parameters);
    const scalars = ready.tensors.map(([key, value]) => [key, asScalar(key, value)] as const);
    const result = apply(ready.f, new Map([['x', asFloat(x)], ...scalars]));
    if (typeof result === 'number') throw new Error(`${activation.title} does not depend on x.`);
    return result;
  };
  return <T extends tf.Tensor>(x: T | tf.TensorLike) => tf.tidy(() => compute(x)) as T;
}

interface Prepared {
  activation: Activation;
  f: Differentiable;
  /** The parameters that receive a gradient. */
  tensors: (readonly [name: string, value: tf.Tensor])[];
}

function prepare(activation: Activation, parameters: OpParameters): Prepared {
  const values = Object.entries(parameterValues(activation, parameters));
  const numbers = values.flatMap(([key, value]) => (typeof value === 'number' ? [[key, value] as const] : []));
  const tensors = values.flatMap(([key, value]) => (typeof value === 'number' ? [] : [[key, value] as const]));
  return { activation, f: differentiableOf(activation, Object.fromEntries(numbers)), tensors };
}

const differentiables = new WeakMap<Activation, Map<string, Differentiable>>();

/** The derivatives of an activation are worked out once for each set of fixed numbers, not at every call. */
function differentiableOf(activation: Activation, numbers: Readonly<Record<string, number>>): Differentiable {
  const known = differentiables.get(activation) ?? new Map<string, Differentiable>();
  differentiables.set(activation, known);
  const key = JSON.stringify(numbers);
  const f =
    known.get(key) ?? differentiable(substitute(activation.forward, numbers), substitute(slopeOf(activation), numbers));
  known.set(key, f);
  return f;
}

function asFloat(x: tf.Tensor | tf.TensorLike): tf.Tensor {
  return x instanceof tf.Tensor && x.dtype === 'float32' ? x : tf.cast(x, 'float32');
}

function asScalar(name: string, value: tf.Tensor): tf.Tensor {
  if (value.size === 1) return value.rank === 0 ? value : tf.reshape(value, []);
  throw new Error(
    `The parameter ${name} has the shape [${value.shape}]: one number for the whole tensor is expected, of shape [] or [1].`,
  );
}
