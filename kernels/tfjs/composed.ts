import * as tf from '@tensorflow/tfjs-core';
import { composeTfjs } from '../codegen/tfjs';
import type { Value } from '../codegen/tfjsOps';
import { isConstant } from '../expression/build';
import type { Expression } from '../expression/expression';
import { frontierOf } from '../expression/traverse';
import type { Differentiable } from './differentiable';
import { type Inputs, leafOf, valueOfLeaf } from './inputs';
import { opsOfBackend } from './ops';
import { sumToShape } from './sumOf';

type Known = ReadonlyMap<Expression, tf.Tensor>;

/**
 * The expression over tensors by tfjs's own operations, as one differentiable operation with an exact gradient for each
 * input. What the backward pass shares with the forward pass is saved, not computed again. The gradient is made of such
 * operations itself, hence it has a gradient, and so on.
 */
export function applyComposed(f: Differentiable, inputs: Inputs, known: Known = new Map()): Value<tf.Tensor> {
  if (f.expression.kind !== 'call') return valueOfLeaf(f.expression, inputs);
  const names = [...inputs.keys()];
  const operation = tf.customGrad((...args) => {
    const { value, intermediates } = forward(f, inputs, known);
    const parts = [...intermediates.keys()];
    for (const save of args) if (typeof save === 'function') save([...inputs.values(), ...intermediates.values()]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
      const again = zip(names, saved);
      const shared = zip(parts, saved.slice(names.length));
      return composedGradients(f, dy, again, shared);
    };
    return { value, gradFunc };
  });
  return operation(...inputs.values());
}

/** The value, and of its intermediate results those with which the derivatives begin. */
function forward(f: Differentiable, inputs: Inputs, known: Known): { value: tf.Tensor; intermediates: Known } {
  const values = new Map<Expression, Value<tf.Tensor>>(known);
  for (const [name, tensor] of inputs) values.set(leafOf(name), tensor);
  const composed = composeTfjs(f.expression, opsOfBackend(), values);
  if (typeof composed === 'number') throw new Error('A call came out as a number.');
  const derivatives = [...inputs.keys()].map((name) => f.by(name).expression);
  const intermediates = new Map<Expression, tf.Tensor>();
  for (const part of frontierOf(derivatives, (part) => part.kind === 'call' && values.has(part))) {
    const tensor = values.get(part);
    if (tensor instanceof tf.Tensor) intermediates.set(part, tensor);
  }
  // A result that was saved earlier belongs to whoever saved it.
  return { value: known.has(f.expression) ? tf.clone(composed) : composed, intermediates };
}

/** One for each input, by tfjs's own operations; `known` holds intermediate results of the forward pass. */
export function composedGradients(f: Differentiable, dy: tf.Tensor, inputs: Inputs, known: Known = new Map()) {
  return [...inputs.keys()].map((name) => gradientBy(name, f, dy, inputs, known));
}

function gradientBy(name: string, f: Differentiable, dy: tf.Tensor, inputs: Inputs, known: Known): tf.Tensor {
  const derivative = f.by(name);
  if (isConstant(derivative.expression, 0)) return tf.zerosLike(inputs.get(name) ?? dy);
  const gradient = tf.mul(dy, applyComposed(derivative, inputs, known));
  return name === 'x' ? gradient : sumToShape(gradient, inputs.get(name)?.shape ?? []);
}

function zip<Key>(keys: readonly Key[], tensors: readonly tf.Tensor[]): Map<Key, tf.Tensor> {
  return new Map(keys.flatMap((key, i) => (tensors[i] ? [[key, tensors[i]] as const] : [])));
}
