import { constant, rebuild } from './build';
import type { Expression } from './expression';
import { subexpressionsOf } from './traverse';

/** The expression with some parameters fixed to numbers, folded as far as that allows. */
export function substitute(expression: Expression, values: Readonly<Record<string, number>>): Expression {
  const results = new Map<Expression, Expression>();
  const resultOf = (part: Expression): Expression => results.get(part) ?? part;
  for (const part of subexpressionsOf(expression)) {
    if (part.kind === 'call') results.set(part, rebuild(part.primitive, part.args.map(resultOf)));
    const value = part.kind === 'parameter' ? values[part.name] : undefined;
    if (value !== undefined) results.set(part, constant(value));
  }
  return resultOf(expression);
}
