import { derivativeOf } from '../expression/derivative';
import { evaluatorOf } from '../expression/evaluator';
import type { Expression } from '../expression/expression';
import type { Activation } from './activation';
import { parameterValues } from './parameters';

/** An activation as float64 functions of x alone. */
export interface Curve {
  f(x: number): number;
  derivative(x: number): number;
  secondDerivative(x: number): number;
}

/** The curve at the given parameter values, the initial ones for those left out. */
export function curveOf(activation: Activation, parameters: Readonly<Record<string, number>> = {}): Curve {
  const values = parameterValues(activation, parameters);
  const slope = slopeOf(activation);
  const functionOf = (expression: Expression) => {
    const evaluate = evaluatorOf(expression);
    return (x: number) => evaluate(x, values);
  };
  return {
    f: functionOf(activation.forward),
    derivative: functionOf(slope),
    secondDerivative: functionOf(derivativeOf(slope, 'x')),
  };
}

/** The derivative by x: the better-conditioned one where the catalogue states one. */
export function slopeOf(activation: { forward: Expression; derivative?: Expression | undefined }): Expression {
  return activation.derivative ?? derivativeOf(activation.forward, 'x');
}
