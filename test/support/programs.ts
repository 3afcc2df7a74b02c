import type { Activation } from '../../kernels/activations';
import { slopeOf } from '../../kernels/activations';
import type { Program } from '../../kernels/codegen/program';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import type { Expression } from '../../kernels/expression/expression';
import { substitute } from '../../kernels/expression/substitute';
import { differentiable } from '../../kernels/tfjs/differentiable';

/** What a backend compiles for an activation whose trainable parameters are given at run time. */
export function programOf(activation: Activation): Program {
  const trainable = activation.parameters.filter(({ trainable }) => trainable);
  const fixed = activation.parameters.filter(({ trainable }) => !trainable);
  const numbers = Object.fromEntries(fixed.map(({ name, initial }) => [name, initial]));
  const f = substitute(activation.forward, numbers);
  const slope = substitute(slopeOf(activation), numbers);
  return differentiable(f, activation.title, slope).program(trainable.map(({ name }) => name));
}

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
