import type { Call, Expression } from '../expression/expression';
import { rangeOf } from '../expression/range';
import { composeErfc } from './erfc';
import { composeSpline } from './spline';
import type { TfjsOps, Value } from './tfjsOps';

/**
 * The expression as tensor operations. `values` holds what is known at the start (x, the parameters, anything an
 * earlier composition left) and, afterwards, every sub-expression: each is computed once.
 */
export function composeTfjs<T>(expression: Expression, ops: TfjsOps<T>, values: Map<Expression, Value<T>>): Value<T> {
  const resolve = (part: Expression): Value<T> => {
    const known = part.kind === 'constant' ? part.value : values.get(part);
    if (known !== undefined) return known;
    if (part.kind !== 'call') throw new Error(`${part.kind === 'parameter' ? part.name : 'x'} has no tensor.`);
    const value = compute(part, ops, resolve);
    values.set(part, value);
    return value;
  };
  return resolve(expression);
}

function compute<T>(call: Call, ops: TfjsOps<T>, resolve: (part: Expression) => Value<T>): Value<T> {
  const [a, b, c] = call.args;
  if (a && b && c) return ops.select(tensor(resolve(a)), resolve(b), resolve(c));
  if (!a) throw new Error(`${call.primitive} was called without arguments.`);
  return b ? ofTwo(call, a, b, ops, resolve) : ofOne(call, a, tensor(resolve(a)), ops);
}

function ofTwo<T>(
  call: Call,
  a: Expression,
  b: Expression,
  ops: TfjsOps<T>,
  resolve: (part: Expression) => Value<T>,
): Value<T> {
  if (call.primitive === 'power') {
    if (a.kind === 'constant') return ops.exp(ops.mul(Math.log(a.value), tensor(resolve(b))));
    const isWhole = b.kind === 'constant' && Number.isInteger(b.value);
    return isWhole ? wholePower(tensor(resolve(a)), b.value, ops) : ops.pow(tensor(resolve(a)), resolve(b));
  }
  if (call.primitive === 'min' || call.primitive === 'max') {
    if (b.kind === 'constant') return bounded(call.primitive, tensor(resolve(a)), b.value, ops);
    if (a.kind === 'constant') return bounded(call.primitive, tensor(resolve(b)), a.value, ops);
  }
  const [left, right] = [resolve(a), resolve(b)];
  switch (call.primitive) {
    case 'add':
      return ops.add(left, right);
    case 'sub':
      return ops.sub(left, right);
    case 'mul':
      return ops.mul(left, right);
    case 'div':
      return ops.div(left, right);
    case 'min':
      return ops.minimum(left, right);
    case 'max':
      return ops.maximum(left, right);
    default:
      throw new Error(`${call.primitive} was called with two arguments.`);
  }
}

function ofOne<T>(call: Call, argument: Expression, a: T, ops: TfjsOps<T>): T {
  const { low, high } = rangeOf(argument);
  switch (call.primitive) {
    case 'expm1':
      return high <= 0 ? ops.expm1OfNonPositive(a) : ops.expm1(a);
    case 'tanh':
      return low >= 0 ? ops.tanhOfNonNegative(a) : ops.tanh(a);
    case 'erfc':
      return composeErfc(a, low >= 0, ops);
    case 'spline':
      return composeSpline(call, a, ops);
    case 'neg':
    case 'abs':
    case 'step':
    case 'exp':
    case 'log':
    case 'log1p':
    case 'sqrt':
    case 'sin':
    case 'cos':
    case 'atan':
    case 'sigmoid':
    case 'softplus':
    case 'erf':
      return ops[call.primitive](a);
    default:
      throw new Error(`${call.primitive} was called with one argument.`);
  }
}

/** A clip by constants is one cheap pass; minimum and maximum against a broadcast scalar can cost eighty times that. */
function bounded<T>(primitive: 'min' | 'max', a: T, bound: number, ops: TfjsOps<T>): T {
  if (primitive === 'min') return ops.clipByValue(a, -Infinity, bound);
  return bound === 0 ? ops.relu(a) : ops.clipByValue(a, bound, Infinity);
}

function wholePower<T>(base: T, exponent: number, ops: TfjsOps<T>): T {
  if (exponent < 0) return ops.div(1, wholePower(base, -exponent, ops));
  if (exponent === 1) return base;
  const even = ops.square(wholePower(base, Math.floor(exponent / 2), ops));
  return exponent % 2 === 1 ? ops.mul(even, base) : even;
}

/** Constants are folded when an expression is built: what is not a constant is a tensor. */
function tensor<T>(value: Value<T>): T {
  if (typeof value === 'number') throw new Error(`The number ${value} stands where a tensor belongs.`);
  return value;
}
