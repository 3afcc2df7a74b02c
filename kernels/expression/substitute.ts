import { constant, rebuild, x } from './build';
import type { Expression } from './expression';
import { subexpressionsOf } from './traverse';

/** The expression with some parameters fixed to numbers, folded as far as that allows. */
export function substitute(expression: Expression, values: Readonly<Record<string, number>>): Expression {
  return replaceParts(expression, (part) => {
    const value = part.kind === 'parameter' ? values[part.name] : undefined;
    return value === undefined ? undefined : constant(value);
  });
}

/** f(x) to f(argument). */
export function replaceVariable(expression: Expression, argument: Expression): Expression {
  return replaceParts(expression, (part) => (part === x ? argument : undefined));
}

/** The expression with other parts in place of those for which there is a replacement, simplified on the way. */
export function replaceParts(
  expression: Expression,
  replacementOf: (part: Expression) => Expression | undefined,
): Expression {
  const results = new Map<Expression, Expression>();
  const resultOf = (part: Expression): Expression => results.get(part) ?? part;
  for (const part of subexpressionsOf(expression)) {
    const rebuilt = part.kind === 'call' ? rebuild(part, part.args.map(resultOf)) : part;
    results.set(part, replacementOf(part) ?? rebuilt);
  }
  return resultOf(expression);
}
