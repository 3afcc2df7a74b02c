import * as tf from '@tensorflow/tfjs-core';
import { getActivation } from '../../activations';
import { autogradForm } from '../../codegen/autograd';
import { composeTfjs } from '../../codegen/tfjs';
import type { TfjsOps, Value } from '../../codegen/tfjsOps';
import type { Expression } from '../../expression/expression';
import { substitute } from '../../expression/substitute';
import { leafOf } from '../../tfjs/inputs';
import { commonOps } from '../../tfjs/ops';

/** tfjs has no gradient for comparisons, hence none for a `where` on one: its users multiply by steps. */
const plainOps: TfjsOps<tf.Tensor> = {
  ...commonOps,
  select: (test, then, otherwise) => {
    const isAbove = tf.step(test);
    return tf.add(tf.mul(isAbove, then), tf.mul(tf.sub(1, isAbove), otherwise));
  },
};

/**
 * The activation as a user of tfjs writes it: the formula in the library's own operations, in the form whose automatic
 * gradient is finite, and that gradient by the library's tape.
 */
export function plainOp(name: string, parameters: Readonly<Record<string, tf.Tensor>>): (x: tf.Tensor) => tf.Tensor {
  const activation = getActivation(name);
  const fixed = activation.parameters.filter(({ name }) => !parameters[name]);
  const numbers = Object.fromEntries(fixed.map(({ name, initial }) => [name, initial]));
  const formula = autogradForm(substitute(activation.forward, numbers));
  const given = Object.entries(parameters).map(([name, tensor]) => [leafOf(name), tensor] as const);
  return (x) =>
    tf.tidy(() => {
      const values = new Map<Expression, Value<tf.Tensor>>([[leafOf('x'), x], ...given]);
      const result = composeTfjs(formula, plainOps, values);
      if (typeof result === 'number') throw new Error(`${activation.title} does not depend on x.`);
      return result;
    });
}
