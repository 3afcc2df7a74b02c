import * as tf from '@tensorflow/tfjs-core';
import { type Activation, boundOf, checkInitial, getActivation, parameterValues, slopeOf } from '../activations';
import { orFallBack } from '../backends/fallBack';
import type { Expression } from '../expression/expression';
import { substitute } from '../expression/substitute';
import { apply } from './apply';
import { applyComposed } from './composed';
import { type Differentiable, differentiable } from './differentiable';

/**
 * A number fixes a parameter. A tensor (a variable, a layer's weight) receives its gradient: one of a single element
 * serves all of x, any other must broadcast over it, so that one of shape [channels] gives each channel its own.
 */
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
    const input = asFloat(activation.title, x);
    const fitting = ready.tensors.map(([key, value]) => [key, fitted(key, value, input.shape)] as const);
    const inputs = new Map([['x', input], ...fitting]);
    const { f } = ready;
    const result = orFallBack(
      () => apply(f, inputs),
      () => applyComposed(f, inputs),
    );
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
  checkNumbers(activation, Object.fromEntries(numbers));
  const tensors = values.flatMap(([key, value]) => (typeof value === 'number' ? [] : [[key, value] as const]));
  return { activation, f: differentiableOf(activation, Object.fromEntries(numbers)), tensors };
}

/** A tensor is trained, and its bound is its layer's to keep: to look at it here would wait for the backend. */
function checkNumbers({ title, parameters }: Activation, numbers: Readonly<Record<string, number>>): void {
  for (const parameter of parameters) {
    const value = numbers[parameter.name];
    if (value !== undefined) checkInitial(title, parameter, value, boundOf(parameter, numbers));
  }
}

const differentiables = new WeakMap<Activation, Map<string, Differentiable>>();

/** The derivatives of an activation are worked out once for each set of fixed numbers, not at every call. */
function differentiableOf(activation: Activation, numbers: Readonly<Record<string, number>>): Differentiable {
  const known = differentiables.get(activation) ?? new Map<string, Differentiable>();
  differentiables.set(activation, known);
  const key = JSON.stringify(numbers);
  const fixed = (expression: Expression) => substitute(expression, numbers);
  const f = known.get(key) ?? differentiable(fixed(activation.forward), activation.title, fixed(slopeOf(activation)));
  known.set(key, f);
  return f;
}

/** Whole numbers and booleans as float32; what has no such value is an error, where tfjs would drop half of it. */
function asFloat(title: string, x: tf.Tensor | tf.TensorLike): tf.Tensor {
  const input = x instanceof tf.Tensor ? x : tf.tensor(x);
  if (input.dtype === 'float32') return input;
  if (input.dtype === 'int32' || input.dtype === 'bool') return tf.cast(input, 'float32');
  throw new TypeError(
    `${title} takes real numbers, and x is a tensor of ${input.dtype}. Cast it to float32, or take its real part.`,
  );
}

/** A single number as a scalar; anything else as it is, if it can be repeated along x. */
function fitted(name: string, value: tf.Tensor, shape: number[]): tf.Tensor {
  if (value.size === 1) return value.rank === 0 ? value : tf.reshape(value, []);
  const fits =
    value.rank <= shape.length && value.shape.every((size, i) => [1, shape.at(i - value.rank)].includes(size));
  if (fits) return value;
  throw new Error(
    `The parameter ${name} has the shape [${value.shape}] where x has [${shape}]: it must be a single number, or broadcast over x.`,
  );
}
