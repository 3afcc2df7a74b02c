import { constant, div, mul, neg } from '../build';
import type { Expression } from '../expression';
import { dependsOnX } from './polynomial';

/** factor·core, the factor free of x. */
export interface Term {
  factor: Expression;
  core: Expression;
}

/** The expression as a sum, its products multiplied out and factors without x taken apart. */
export function termsOf(expression: Expression, factor: Expression = constant(1)): Term[] {
  if (!dependsOnX(expression)) return [{ factor: mul(factor, expression), core: constant(1) }];
  const [a, b] = expression.kind === 'call' ? expression.args : [];
  const primitive = expression.kind === 'call' ? expression.primitive : undefined;
  if (!a) return [{ factor, core: expression }];
  if (primitive === 'neg') return termsOf(a, neg(factor));
  if (!b) return [{ factor, core: expression }];
  if (primitive === 'add') return [...termsOf(a, factor), ...termsOf(b, factor)];
  if (primitive === 'sub') return [...termsOf(a, factor), ...termsOf(b, neg(factor))];
  if (primitive === 'div') return quotients(a, b, factor);
  return primitive === 'mul' ? products(a, b, factor) : [{ factor, core: expression }];
}

function quotients(a: Expression, b: Expression, factor: Expression): Term[] {
  if (!dependsOnX(b)) return termsOf(a, div(factor, b));
  return termsOf(a, factor).map((term) => ({ factor: term.factor, core: div(term.core, b) }));
}

function products(a: Expression, b: Expression, factor: Expression): Term[] {
  return termsOf(a, factor).flatMap((left) =>
    termsOf(b, left.factor).map((right) => ({ factor: right.factor, core: mul(left.core, right.core) })),
  );
}
