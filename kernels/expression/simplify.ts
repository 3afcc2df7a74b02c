import { abs, add, constant, div, max, min, mul, neg, power, step, sub, where, x } from './build';
import type { Call, Expression, Primitive } from './expression';
import { rangeOf } from './range';
import { replaceParts } from './substitute';

/**
 * A shorter expression of the same value, up to the rounding of its steps: like terms and powers joined, signs pulled
 * together, choices that the argument's range decides taken. For reading; a formula that was conditioned by hand is
 * computed as it was written.
 */
export function simplify(expression: Expression): Expression {
  const shorter = replaceParts(expression, (_, part) => (part.kind === 'call' ? improved(part) : undefined));
  // Each rule leaves fewer nodes, or moves a sign outwards: the chain ends.
  return shorter === expression ? expression : simplify(shorter);
}

type Rule = (a: Expression, b: Expression, c: Expression) => Expression | undefined;

const rules: Partial<Record<Primitive, Rule>> = {
  add: ofSum,
  sub: ofDifference,
  mul: ofProduct,
  div: ofQuotient,
  neg: ofNegation,
  power: ofPower,
  abs: ofAbsolute,
  step: ofStep,
  where: ofWhere,
  max: ofMaximum,
  min: ofMinimum,
};

function improved(call: Call): Expression | undefined {
  const [a = x, b = x, c = x] = call.args;
  return hasFiniteArguments(call) ? rules[call.primitive]?.(a, b, c) : undefined;
}

/** ∞ and NaN follow no rule of arithmetic. */
function hasFiniteArguments(expression: Expression): boolean {
  const args = expression.kind === 'call' ? expression.args : [];
  return args.every((arg) => arg.kind !== 'constant' || Number.isFinite(arg.value));
}

function ofSum(a: Expression, b: Expression): Expression | undefined {
  const [negated] = argsOf(a, 'neg');
  if (negated) return sub(b, negated);
  const joined = likeTerms(a, b, 1);
  if (joined) return joined;
  if (a.kind === 'constant') return withOffset(b, a.value);
  return b.kind === 'constant' ? withOffset(a, b.value) : undefined;
}

function ofDifference(a: Expression, b: Expression): Expression | undefined {
  const [negated] = argsOf(a, 'neg');
  if (negated) return neg(add(negated, b));
  return likeTerms(a, b, -1) ?? (b.kind === 'constant' ? withOffset(a, -b.value) : undefined);
}

/** p·e ± q·e = (p ± q)·e */
function likeTerms(a: Expression, b: Expression, sign: 1 | -1): Expression | undefined {
  const [left, right] = [scaled(a), scaled(b)];
  return left.core === right.core ? mul(left.factor + sign * right.factor, left.core) : undefined;
}

function scaled(expression: Expression): { factor: number; core: Expression } {
  const [factor, core] = argsOf(expression, 'mul');
  if (factor?.kind === 'constant' && Number.isFinite(factor.value) && core) return { factor: factor.value, core };
  const [negated] = argsOf(expression, 'neg');
  return negated ? { factor: -1, core: negated } : { factor: 1, core: expression };
}

/** (e ± c) + offset, the two numbers as one. */
function withOffset(expression: Expression, offset: number): Expression | undefined {
  if (!hasFiniteArguments(expression)) return undefined;
  const [a, b] = argsOf(expression, 'add');
  if (a?.kind === 'constant' && b) return add(b, a.value + offset);
  if (a && b?.kind === 'constant') return add(a, b.value + offset);
  const [left, right] = argsOf(expression, 'sub');
  if (left?.kind === 'constant' && right) return sub(left.value + offset, right);
  return left && right?.kind === 'constant' ? add(left, offset - right.value) : undefined;
}

function ofProduct(a: Expression, b: Expression): Expression | undefined {
  const [[left], [right]] = [argsOf(a, 'neg'), argsOf(b, 'neg')];
  if (left) return neg(mul(left, b));
  if (right) return a.kind === 'constant' ? mul(-a.value, right) : neg(mul(a, right));
  const [[one, under], [other, below]] = [argsOf(a, 'div'), argsOf(b, 'div')];
  if (one === constant(1) && under) return div(b, under);
  if (other === constant(1) && below) return div(a, below);
  const [base, exponent] = wholePower(a);
  const [same, more] = wholePower(b);
  return base === same && a.kind !== 'constant' ? power(base, exponent + more) : undefined;
}

function ofQuotient(a: Expression, b: Expression): Expression | undefined {
  const [[above], [below]] = [argsOf(a, 'neg'), argsOf(b, 'neg')];
  if (above) return neg(div(above, b));
  if (below) return neg(div(a, below));
  const isPowerOfTwo = b.kind === 'constant' && Number.isInteger(Math.log2(Math.abs(b.value)));
  return isPowerOfTwo ? mul(1 / b.value, a) : undefined;
}

function ofNegation(a: Expression): Expression | undefined {
  const [left, right] = argsOf(a, 'sub');
  if (left && right) return sub(right, left);
  const [factor, core] = argsOf(a, 'mul');
  return factor?.kind === 'constant' && core ? mul(-factor.value, core) : undefined;
}

function ofPower(a: Expression, b: Expression): Expression | undefined {
  if (b.kind !== 'constant' || !Number.isInteger(b.value) || b.value < 1) return undefined;
  const [inner] = b.value % 2 === 0 ? [...argsOf(a, 'neg'), ...argsOf(a, 'abs')] : [];
  if (inner) return power(inner, b);
  if (argsOf(a, 'step').length > 0) return a;
  const { factor, core } = scaled(a);
  if (factor !== 1) return mul(factor ** b.value, power(core, b));
  const [base, exponent] = wholePower(a);
  return exponent > 1 ? power(base, exponent * b.value) : undefined;
}

/** The base and the exponent of a positive whole power; anything else is its own first. */
function wholePower(expression: Expression): [base: Expression, exponent: number] {
  const [base, exponent] = argsOf(expression, 'power');
  const isWhole = base && exponent?.kind === 'constant' && Number.isInteger(exponent.value) && exponent.value > 0;
  return isWhole ? [base, exponent.value] : [expression, 1];
}

function ofAbsolute(a: Expression): Expression | undefined {
  const [negated] = argsOf(a, 'neg');
  if (negated) return abs(negated);
  const { low, high } = rangeOf(a);
  if (low >= 0) return a;
  return high <= 0 ? neg(a) : undefined;
}

function ofStep(a: Expression): Expression | undefined {
  if (argsOf(a, 'step').length > 0) return a;
  const { low, high } = rangeOf(a);
  if (low > 0) return constant(1);
  return high <= 0 ? constant(0) : undefined;
}

function ofWhere(test: Expression, then: Expression, otherwise: Expression): Expression | undefined {
  const [tested] = argsOf(test, 'step');
  if (tested) return where(tested, then, otherwise);
  if (then === constant(1) && otherwise === constant(0)) return step(test);
  const { low, high } = rangeOf(test);
  if (low > 0) return then;
  return high <= 0 ? otherwise : undefined;
}

function ofMaximum(a: Expression, b: Expression): Expression | undefined {
  const [left, right] = [rangeOf(a), rangeOf(b)];
  if (a === b || left.low >= right.high) return a;
  if (right.low >= left.high) return b;
  const [inner, bound] = argsOf(a, 'max');
  return inner && bound?.kind === 'constant' && b.kind === 'constant' ? max(inner, max(bound, b)) : undefined;
}

function ofMinimum(a: Expression, b: Expression): Expression | undefined {
  const [left, right] = [rangeOf(a), rangeOf(b)];
  if (a === b || left.high <= right.low) return a;
  if (right.high <= left.low) return b;
  const [inner, bound] = argsOf(a, 'min');
  return inner && bound?.kind === 'constant' && b.kind === 'constant' ? min(inner, min(bound, b)) : undefined;
}

/** The arguments of a call of the primitive; none of anything else. */
function argsOf(expression: Expression, primitive: Primitive): readonly Expression[] {
  return expression.kind === 'call' && expression.primitive === primitive ? expression.args : [];
}
