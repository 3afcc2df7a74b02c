import {
  add,
  atan,
  constant,
  cos,
  div,
  erf,
  erfc,
  exp,
  expm1,
  log1p,
  mul,
  neg,
  sin,
  softplus,
  sqrt,
  square,
  sub,
  x,
} from '../build';
import type { Expression, Primitive } from '../expression';
import { ofBell, ofPolynomialTimesExp } from './exponentials';
import type { Interval } from './pieces';
import { dependsOnX, integralOf, linearOf, polynomialOf } from './polynomial';
import { ofInverse, ofPower } from './powers';

/** An antiderivative of a product without sums on the interval, where the rules know one. */
export function antiderivativeOf(core: Expression, interval: Interval): Expression | undefined {
  const polynomial = polynomialOf(core);
  if (polynomial) return integralOf(polynomial);
  if (core.kind !== 'call') return undefined;
  const [a = x, b = x] = core.args;
  switch (core.primitive) {
    case 'power':
      return ofPower(a, b, interval);
    case 'div':
      return ofQuotient(a, b, interval);
    case 'mul':
      return a === b ? ofPower(a, constant(2), interval) : (ofPolynomialTimesExp(a, b) ?? ofPolynomialTimesExp(b, a));
    default:
      return ofFunction(core.primitive, a) ?? (core.primitive === 'exp' ? ofBell(a) : undefined);
  }
}

/** ∫ f(u) du of what is a function of a straight line. */
const rules = new Map<Primitive, (u: Expression) => Expression>([
  ['exp', expm1],
  ['expm1', (u) => sub(expm1(u), u)],
  ['sqrt', (u) => mul(2 / 3, mul(u, sqrt(u)))],
  ['sin', (u) => neg(cos(u))],
  ['cos', sin],
  ['atan', (u) => sub(mul(u, atan(u)), mul(0.5, log1p(square(u))))],
  ['tanh', (u) => sub(softplus(mul(2, u)), u)],
  ['sigmoid', softplus],
  ['erf', (u) => add(mul(u, erf(u)), bell(u))],
  ['erfc', (u) => sub(mul(u, erfc(u)), bell(u))],
]);

function ofFunction(primitive: Primitive, argument: Expression): Expression | undefined {
  const rule = rules.get(primitive);
  const u = linearOf(argument);
  return rule && u && div(rule(argument), u.slope);
}

/** exp(−u²)/√π */
function bell(u: Expression): Expression {
  return mul(1 / Math.sqrt(Math.PI), exp(neg(square(u))));
}

function ofQuotient(numerator: Expression, denominator: Expression, interval: Interval): Expression | undefined {
  const inverse = dependsOnX(numerator) ? undefined : ofInverse(denominator, interval);
  return inverse && mul(numerator, inverse);
}
