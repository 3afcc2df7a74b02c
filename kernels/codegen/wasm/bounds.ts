import type { Call, Expression } from '../../expression/expression';
import { evaluate, isUnary } from '../../expression/primitives';
import type { Range } from '../../expression/range';

export const everything: Range = { low: -Infinity, high: Infinity };

/** Bounds of each sub-expression while x stays within its own: what spares a kernel the care for overflow. */
export function boundsWithin(x: Range): (expression: Expression) => Range {
  const known = new Map<Expression, Range>();
  const boundsOf = (expression: Expression): Range => {
    const before = known.get(expression);
    if (before) return before;
    const bounds = compute(expression);
    // An end that is not a number says nothing.
    const safe = { low: orElse(bounds.low, -Infinity), high: orElse(bounds.high, Infinity) };
    known.set(expression, safe);
    return safe;
  };
  const compute = (expression: Expression): Range => {
    if (expression.kind === 'variable') return x;
    if (expression.kind === 'constant') return { low: expression.value, high: expression.value };
    return expression.kind === 'parameter' ? everything : ofCall(expression, boundsOf);
  };
  return boundsOf;
}

function ofCall({ primitive, args }: Call, boundsOf: (expression: Expression) => Range): Range {
  const [a = everything, b = everything, c = everything] = args.map(boundsOf);
  const [first, second] = args;
  switch (primitive) {
    case 'neg':
      return { low: -a.high, high: -a.low };
    case 'abs':
      return { low: Math.max(a.low, -a.high, 0), high: Math.max(-a.low, a.high) };
    case 'erfc':
      return { low: 0, high: 2 };
    case 'sin':
    case 'cos':
      return { low: -1, high: 1 };
    case 'min':
      return { low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) };
    case 'max':
      return { low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) };
    case 'add':
      return { low: a.low + b.low, high: a.high + b.high };
    case 'sub':
      return { low: a.low - b.high, high: a.high - b.low };
    case 'mul':
      return first === second ? ofSquare(a) : ofProduct(a, b);
    case 'div':
      return b.low > 0 ? ofProduct(a, { low: 1 / b.high, high: 1 / b.low }) : everything;
    case 'power':
      return ofPower(a, b);
    case 'where':
      return { low: Math.min(b.low, c.low), high: Math.max(b.high, c.high) };
    default:
      if (!isUnary(primitive)) return everything;
      return { low: evaluate(primitive, [a.low]), high: evaluate(primitive, [a.high]) };
  }
}

function ofProduct(a: Range, b: Range): Range {
  const corners = [a.low * b.low, a.low * b.high, a.high * b.low, a.high * b.high].map((corner) => orElse(corner, 0));
  return { low: Math.min(...corners), high: Math.max(...corners) };
}

function ofSquare(a: Range): Range {
  const [low, high] = [a.low * a.low, a.high * a.high];
  return { low: a.low <= 0 && a.high >= 0 ? 0 : Math.min(low, high), high: Math.max(low, high) };
}

function ofPower(a: Range, b: Range): Range {
  if (b.low !== b.high || !Number.isInteger(b.low)) return { low: 0, high: Infinity };
  if (b.low > 0 && b.low % 2 === 0)
    return { low: ofSquare(a).low ** (b.low / 2), high: ofSquare(a).high ** (b.low / 2) };
  if (b.low > 0 || a.low > 0) {
    const ends = [a.low ** b.low, a.high ** b.low];
    return { low: Math.min(...ends), high: Math.max(...ends) };
  }
  return everything;
}

function orElse(value: number, otherwise: number): number {
  return Number.isNaN(value) ? otherwise : value;
}
