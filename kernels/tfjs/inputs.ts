import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../codegen/tfjsOps';
import { parameter, x as variable } from '../expression/build';
import type { Expression } from '../expression/expression';

/** The tensors of an expression by name: 'x' first, then each parameter that is a tensor too. */
export type Inputs = ReadonlyMap<string, tf.Tensor>;

/** What an expression that computes nothing stands for. */
export function valueOfLeaf(expression: Expression, inputs: Inputs): Value<tf.Tensor> {
  if (expression.kind === 'constant') return expression.value;
  const name = expression.kind === 'parameter' ? expression.name : 'x';
  const tensor = inputs.get(name);
  if (!tensor) throw new Error(`${name} has no tensor.`);
  return tensor;
}

export function leafOf(name: string): Expression {
  return name === 'x' ? variable : parameter(name);
}
