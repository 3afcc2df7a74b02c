import { add, constant, div, erf, mul, neg, sub, x } from '../build';
import type { Expression } from '../expression';
import { derivativeOfPolynomial, expressionOf, linearOf, type Polynomial, polynomialOf } from './polynomial';

/** ∫ P(x)·eᵘ = (P/a − P′/a² + P″/a³ − …)·eᵘ, a the slope of u. */
export function ofPolynomialTimesExp(left: Expression, right: Expression): Expression | undefined {
  const polynomial = polynomialOf(left);
  const [argument] = right.kind === 'call' && right.primitive === 'exp' ? right.args : [];
  const u = argument && linearOf(argument);
  if (!polynomial || !u) return undefined;
  let sum: Expression = constant(0);
  let scale = div(1, u.slope);
  for (let part: Polynomial = polynomial; part.length > 0; part = derivativeOfPolynomial(part)) {
    sum = add(sum, mul(scale, expressionOf(part)));
    scale = neg(div(scale, u.slope));
  }
  return mul(sum, right);
}

/** ∫ exp(q₀ + q₁x + q₂x²), q₂ < 0: an error function. */
export function ofBell(argument: Expression): Expression | undefined {
  const coefficients = polynomialOf(argument) ?? [];
  const [q0, q1, q2] = coefficients.map((q) => (q.kind === 'constant' ? q.value : Number.NaN));
  if (coefficients.length !== 3 || q0 === undefined || q1 === undefined || q2 === undefined || !(q2 < 0))
    return undefined;
  const root = Math.sqrt(-q2);
  const height = (Math.sqrt(Math.PI) / (2 * root)) * Math.exp(q0 - (q1 * q1) / (4 * q2));
  return mul(height, erf(sub(mul(root, x), q1 / (2 * root))));
}
