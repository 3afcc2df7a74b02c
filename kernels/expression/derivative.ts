import {
  add,
  constant,
  cos,
  div,
  exp,
  log,
  max,
  mul,
  neg,
  power,
  sigmoid,
  sin,
  sqrt,
  square,
  step,
  sub,
  where,
  x,
} from './build';
import type { Call, Expression, UnaryPrimitive } from './expression';
import { replaceVariable } from './substitute';
import { subexpressionsOf } from './traverse';

/** ∂ expression / ∂ name, where the name is 'x' or a parameter's. */
export function derivativeOf(expression: Expression, name: string): Expression {
  const derivatives = new Map<Expression, Expression>();
  const known = (part: Expression): Expression => derivatives.get(part) ?? constant(0);
  for (const part of subexpressionsOf(expression)) {
    if (part.kind === 'call') derivatives.set(part, ofCall(part, known));
    else if (part === x ? name === 'x' : part.kind === 'parameter' && part.name === name) {
      derivatives.set(part, constant(1));
    }
  }
  return known(expression);
}

/** The slope of each primitive at `a`; `value` is the primitive there, already computed by whoever asks. */
const slopes: Record<UnaryPrimitive, (a: Expression, value: Expression) => Expression> = {
  neg: () => constant(-1),
  abs: (a) => sub(mul(2, step(a)), 1),
  step: () => constant(0),
  exp: (_, value) => value,
  expm1: (a) => exp(a),
  log: (a) => div(1, a),
  log1p: (a) => div(1, add(1, a)),
  sqrt: (a) => div(0.5, sqrt(a)),
  sin: (a) => cos(a),
  cos: (a) => neg(sin(a)),
  atan: (a) => div(1, add(1, square(a))),
  tanh: (_, value) => sub(1, square(value)),
  sigmoid: (_, value) => mul(value, sub(1, value)),
  softplus: (a) => sigmoid(a),
  erf: (a) => mul(2 / Math.sqrt(Math.PI), exp(neg(square(a)))),
  erfc: (a) => mul(-2 / Math.sqrt(Math.PI), exp(neg(square(a)))),
};

function ofCall(call: Call, derivative: (part: Expression) => Expression): Expression {
  const [a = x, b = x, c = x] = call.args;
  const da = derivative(a);
  const db = derivative(b);
  switch (call.primitive) {
    case 'add':
      return add(da, db);
    case 'sub':
      return sub(da, db);
    case 'mul':
      return add(mul(da, b), mul(a, db));
    case 'div':
      return sub(div(da, b), mul(call, div(db, b)));
    case 'power':
      return add(mul(b, power(a, sub(b, 1)), da), mul(call, log(max(a, smallest)), db));
    case 'spline':
      return call.spline ? mul(replaceVariable(call.spline.slope, a), da) : constant(0);
    case 'where':
      return where(a, db, derivative(c));
    // At a tie min takes the slope of a and max that of b, so that max(x, 0) + min(x, 0) has the slope of x at 0 too.
    case 'max':
      return choose(step(sub(a, b)), da, db);
    case 'min':
      return choose(step(sub(a, b)), db, da);
    default:
      return mul(slopes[call.primitive](a, call), da);
  }
}

/** Float32's smallest normal number: keeps 0ᵖ·log 0 at 0, where the limit is. */
const smallest = 2 ** -126;

/** `then` where the 0/1 mask is 1. By arithmetic while both are constants: a select costs a tensor library far more. */
function choose(mask: Expression, then: Expression, otherwise: Expression): Expression {
  const bothConstant = then.kind === 'constant' && otherwise.kind === 'constant';
  return bothConstant ? add(otherwise, mul(then.value - otherwise.value, mask)) : where(mask, then, otherwise);
}
