import { constant, rebuild, x } from './build';
import type { Expression } from './expression';
import { subexpressionsOf } from './traverse';

/** The expression with some parameters fixed to numbers, folded as far as that allows. */
export function substitute(expression: Expression, values: Readonly<Record<string, number>>): Expression {
  return replace(expression, (part) => {
    const value = part.kind === 'parameter' ? values[part.name] : undefined;
    return value === undefined ? part : constant(value);
  });
}

/** f(x) to f(argument). */
export function replaceVariable(expression: Expression, argument: Expression): Expression {
  return replace(expression, (part) => (part === x ? argument : part));
}

function replace(expression: Expression, leafOf: (part: Expression) => Expression): Expression {
  const results = new Map<Expression, Expression>();
  const resultOf = (part: Expression): Expression => results.get(part) ?? part;
  for (const part of subexpressionsOf(expression)) {
    results.set(part, part.kind === 'call' ? rebuild(part, part.args.map(resultOf)) : leafOf(part));
  }
  return resultOf(expression);
}
