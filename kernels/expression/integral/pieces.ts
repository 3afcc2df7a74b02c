import { constant, div, neg, sub } from '../build';
import type { Call, Expression } from '../expression';
import { replaceParts } from '../substitute';
import { subexpressionsOf } from '../traverse';
import { dependsOnX, linearOf } from './polynomial';

/** From one joint to the next; a joint is a number or an expression of parameters, the outer ends are −∞ and ∞. */
export interface Interval {
  low: Expression;
  high: Expression;
}

/** A function on an interval, without min, max, step, abs or where in it. */
export interface Piece extends Interval {
  smooth: Expression;
}

export const line: Interval = { low: constant(-Infinity), high: constant(Infinity) };

/**
 * The smooth pieces of an expression, left to right. Undefined where a joint cannot be found: the test is no straight
 * line of x, or which of two joints comes first depends on parameters.
 */
export function piecesOf(expression: Expression, interval: Interval = line): Piece[] | undefined {
  // Arguments come first in the list: what the innermost choice tests has no choice in it.
  const choice = subexpressionsOf(expression).find(isChoice);
  if (!choice) return [{ ...interval, smooth: expression }];
  const { test, above, below } = choiceOf(choice);
  const chosen = (branch: Expression) => replaceParts(expression, (part) => (part === choice ? branch : undefined));
  if (test.kind === 'constant') return piecesOf(chosen(test.value > 0 ? above : below), interval);
  const tested = dependsOnX(test) ? linearOf(test) : undefined;
  if (tested?.slope.kind !== 'constant') return undefined;
  const [left, right] = tested.slope.value > 0 ? [below, above] : [above, below];
  const joint = neg(div(tested.offset, tested.slope));
  const place = placeOf(joint, interval);
  if (place === 'unknown') return undefined;
  if (place !== 'inside') return piecesOf(chosen(place === 'before' ? right : left), interval);
  const first = piecesOf(chosen(left), { low: interval.low, high: joint });
  const second = piecesOf(chosen(right), { low: joint, high: interval.high });
  return first && second && [...first, ...second];
}

function isChoice(part: Expression): part is Call {
  return part.kind === 'call' && ['min', 'max', 'step', 'abs', 'where'].includes(part.primitive);
}

/** Each choice as one between two branches, by whether a test is above 0. */
function choiceOf(choice: Call): { test: Expression; above: Expression; below: Expression } {
  const [a = constant(0), b = constant(0), c = constant(0)] = choice.args;
  switch (choice.primitive) {
    case 'where':
      return { test: a, above: b, below: c };
    case 'max':
      return { test: sub(a, b), above: a, below: b };
    case 'min':
      return { test: sub(a, b), above: b, below: a };
    case 'abs':
      return { test: a, above: a, below: neg(a) };
    default:
      return { test: a, above: constant(1), below: constant(0) };
  }
}

function placeOf(joint: Expression, { low, high }: Interval): 'before' | 'inside' | 'after' | 'unknown' {
  if (joint === low) return 'before';
  if (joint === high) return 'after';
  if (low === line.low && high === line.high) return 'inside';
  if (joint.kind !== 'constant' || low.kind !== 'constant' || high.kind !== 'constant') return 'unknown';
  if (joint.value <= low.value) return 'before';
  return joint.value >= high.value ? 'after' : 'inside';
}
