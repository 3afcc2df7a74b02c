import type { Activation } from '../../kernels/activations';
import type { Program } from '../../kernels/codegen/program';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import type { Expression } from '../../kernels/expression/expression';

export { programOf } from '../../kernels/tfjs/programOf';

/** An expression of such a program in float64, its parameters at their initial values, as float32 has those. */
export function referenceOf(activation: Activation, expression: Expression): (x: number) => number {
  const evaluate = evaluatorOf(expression);
  const values = Object.fromEntries(
    activation.parameters.map(({ name, initial, trainable }) => [name, trainable ? Math.fround(initial) : initial]),
  );
  return (x) => evaluate(x, values);
}

/** The initial values of the parameters that a program takes. */
export function initialValues(activation: Activation, program: Program): number[] {
  return program.parameters.map((name) => activation.parameters.find((p) => p.name === name)?.initial ?? Number.NaN);
}
