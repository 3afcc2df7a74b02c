import type { Expression } from './expression';
import { evaluate, isUnary } from './primitives';

export interface Range {
  low: number;
  high: number;
}

const everything: Range = { low: -Infinity, high: Infinity };

/**
 * Bounds that hold whatever x is. Rough on purpose: a code generator asks only for a sign (may tanh take the form for
 * z ≥ 0, may expm1 take the one for z ≤ 0), and "everything" is always a right answer.
 */
export function rangeOf(expression: Expression): Range {
  if (expression.kind === 'constant') return { low: expression.value, high: expression.value };
  if (expression.kind !== 'call') return everything;
  const { primitive } = expression;
  const [a = everything, b = everything] = expression.args.map(rangeOf);
  switch (primitive) {
    case 'neg':
      return { low: -a.high, high: -a.low };
    case 'abs':
      return { low: Math.max(a.low, -a.high, 0), high: Math.max(-a.low, a.high) };
    case 'erfc':
      return { low: 0, high: 2 };
    case 'min':
      return { low: Math.min(a.low, b.low), high: Math.min(a.high, b.high) };
    case 'max':
      return { low: Math.max(a.low, b.low), high: Math.max(a.high, b.high) };
    case 'add':
      return { low: a.low + b.low, high: a.high + b.high };
    case 'mul':
      return ofProduct(a, b);
    case 'power':
      return a.low >= 0 || b.low % 2 === 0 ? { low: 0, high: Infinity } : everything;
    case 'sin':
    case 'cos':
      return { low: -1, high: 1 };
    case 'sqrt':
    case 'log':
      return { low: evaluate(primitive, [Math.max(a.low, 0)]), high: evaluate(primitive, [Math.max(a.high, 0)]) };
    case 'log1p':
      return { low: Math.log1p(Math.max(a.low, -1)), high: Math.log1p(Math.max(a.high, -1)) };
    default:
      if (!isUnary(primitive)) return everything;
      return { low: evaluate(primitive, [a.low]), high: evaluate(primitive, [a.high]) };
  }
}

/** Signs only: the corners of an interval product would ask what 0·∞ is. */
function ofProduct(a: Range, b: Range): Range {
  const sign = signOf(a) * signOf(b);
  if (sign > 0) return { low: 0, high: Infinity };
  return sign < 0 ? { low: -Infinity, high: 0 } : everything;
}

function signOf({ low, high }: Range): number {
  if (low >= 0) return 1;
  return high <= 0 ? -1 : 0;
}
