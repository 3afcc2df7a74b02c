import type { Expression } from './expression';
import { evaluate } from './primitives';
import { evaluateSpline } from './spline';
import { subexpressionsOf } from './traverse';

/**
 * The expression as a float32 program whose primitives are each correctly rounded: what the error of a generated kernel
 * comes to when only the formula is to blame.
 */
export function float32Evaluator(
  expression: Expression,
  parameters: Readonly<Record<string, number>> = {},
): (x: number) => number {
  const order = subexpressionsOf(expression);
  return (x) => {
    const values = new Map<Expression, number>();
    const at = (part: Expression): number => values.get(part) ?? Number.NaN;
    for (const part of order) values.set(part, Math.fround(compute(part, x, parameters, at)));
    return at(expression);
  };
}

function compute(
  part: Expression,
  x: number,
  parameters: Readonly<Record<string, number>>,
  at: (part: Expression) => number,
): number {
  if (part.kind === 'variable') return x;
  if (part.kind === 'constant') return part.value;
  if (part.kind === 'parameter') return parameters[part.name] ?? Number.NaN;
  const values = part.args.map(at);
  if (part.primitive !== 'spline') return evaluate(part.primitive, values);
  return part.spline ? evaluateSpline(part.spline, values[0] ?? Number.NaN) : Number.NaN;
}
