import { abs, add, atan, constant, div, log, mul, neg, power, sigmoid, softplus, sub, tanh, x } from '../build';
import type { Expression } from '../expression';
import type { Interval } from './pieces';
import { dependsOnX, linearOf, polynomialOf } from './polynomial';

/** ∫ baseᵉ of a straight line, or the squares of tanh and sigmoid. */
export function ofPower(base: Expression, exponent: Expression, interval: Interval): Expression | undefined {
  if (dependsOnX(exponent)) return undefined;
  const u = linearOf(base);
  if (!u) return exponent === constant(2) ? ofSquare(base) : undefined;
  const isSingular = exponent.kind === 'constant' && exponent.value < 0;
  if (isSingular && !isRootOutside(u, interval)) return undefined;
  if (exponent === constant(-1)) return div(log(abs(base)), u.slope);
  const next = add(exponent, 1);
  return div(power(base, next), mul(u.slope, next));
}

/** ∫ 1/denominator of a straight line, of its power, or of a parabola without a root. */
export function ofInverse(denominator: Expression, interval: Interval): Expression | undefined {
  const isPower = denominator.kind === 'call' && denominator.primitive === 'power';
  const [base, exponent] = isPower ? denominator.args : [denominator, constant(1)];
  if (!base || !exponent) return undefined;
  const [q0, q1, q2, ...higher] = polynomialOf(denominator) ?? [];
  if (q2 && higher.length === 0) return ofParabola(numberIn(q0), numberIn(q1), numberIn(q2));
  return ofPower(base, neg(exponent), interval);
}

function ofParabola(q0: number, q1: number, q2: number): Expression | undefined {
  const rest = 4 * q2 * q0 - q1 * q1;
  if (!(rest > 0)) return undefined;
  const root = Math.sqrt(rest);
  return mul(2 / root, atan(add(mul((2 * q2) / root, x), q1 / root)));
}

function ofSquare(base: Expression): Expression | undefined {
  const [argument] = base.kind === 'call' ? base.args : [];
  const u = argument && linearOf(argument);
  if (!u || base.kind !== 'call') return undefined;
  if (base.primitive === 'tanh') return sub(x, div(tanh(argument), u.slope));
  return base.primitive === 'sigmoid' ? div(sub(softplus(argument), sigmoid(argument)), u.slope) : undefined;
}

function isRootOutside(u: { slope: Expression; offset: Expression }, { low, high }: Interval): boolean {
  const root = -numberIn(u.offset) / numberIn(u.slope);
  return root < numberIn(low) || root > numberIn(high);
}

/** NaN for what is no number: no comparison holds of it. */
function numberIn(expression: Expression | undefined): number {
  return expression?.kind === 'constant' ? expression.value : Number.NaN;
}
