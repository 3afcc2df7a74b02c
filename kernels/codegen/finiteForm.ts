import { rebuild } from '../expression/build';
import type { Call, Expression } from '../expression/expression';
import { subexpressionsOf } from '../expression/traverse';

/**
 * The expression for finite x. The catalogue bounds x far out so that ±∞ gives the limit and not ∞·0; in a program of
 * the user's own such a bound would be one more operation over the tensor, and a riddle.
 */
export function finiteForm(expression: Expression): Expression {
  const done = new Map<Expression, Expression>();
  const resultOf = (part: Expression): Expression => done.get(part) ?? part;
  for (const part of subexpressionsOf(expression)) {
    if (part.kind !== 'call') continue;
    const inner = guardedBy(part);
    done.set(part, inner ? resultOf(inner) : rebuild(part, part.args.map(resultOf)));
  }
  return resultOf(expression);
}

/** Every primitive has long reached its limit there, or has an exponent's bound of its own. */
const farOut = 500;

/** What `max(x, −800)` bounds. */
function guardedBy({ primitive, args: [a, b] }: Call): Expression | undefined {
  const isBound = primitive === 'min' || primitive === 'max';
  return isBound && b?.kind === 'constant' && Math.abs(b.value) >= farOut ? a : undefined;
}
