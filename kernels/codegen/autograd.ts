import { exp, expm1, max, min, neg, rebuild, where } from '../expression/build';
import type { Call, Expression, Primitive } from '../expression/expression';
import { rangeOf } from '../expression/range';
import { subexpressionsOf } from '../expression/traverse';

/**
 * The expression in a form whose *automatic* derivative is finite wherever the true one is. The catalogue states its
 * derivatives itself; a framework that is handed only the value makes its own, and 0·∞ in its chain rule is NaN.
 */
export function autogradForm(expression: Expression): Expression {
  return rewrite(expression, (call) => {
    const [a, b, c] = call.args;
    if (!a) return call;
    if (call.primitive === 'exp') return exp(bounded(a));
    if (call.primitive === 'expm1') return expm1(bounded(a));
    // A framework's |u| has slope 0 at 0; here it must agree with max(u, 0), whose slope there is 0 too, so −1.
    if (call.primitive === 'abs') return where(a, a, neg(a));
    return call.primitive === 'where' && b && c ? guarded(a, b, c) : call;
  });
}

/** e⁶⁰ is still far from float32's end when it is squared by a quotient's slope or multiplied by x. */
const largestExponent = 60;

function bounded(exponent: Expression): Expression {
  return rangeOf(exponent).high > largestExponent ? min(exponent, largestExponent) : exponent;
}

const delicate: ReadonlySet<Primitive> = new Set(['exp', 'expm1', 'log', 'log1p', 'sqrt', 'spline', 'min', 'max']);

/** Whether it can be infinite, have an infinite slope, or tie in a clip, where another branch is meant. */
function needsGuard(expression: Expression): boolean {
  return subexpressionsOf(expression).some((part) => {
    if (part.kind !== 'call') return false;
    const [a, b] = part.args;
    if (part.primitive === 'div' && b) return rangeOf(b).low <= 0 && rangeOf(b).high >= 0;
    if (part.primitive === 'power') return !(b?.kind === 'constant' && b.value >= 1);
    const isFading = /^exp/.test(part.primitive) && a !== undefined && rangeOf(a).high <= 0;
    return delicate.has(part.primitive) && !isFading;
  });
}

/** The branch that is not taken still has a slope, and 0·∞ is NaN: each branch sees only arguments that are its own. */
function guarded(test: Expression, then: Expression, otherwise: Expression): Expression {
  const [pivot, bound] = pivotOf(test);
  const [above, below] = [max(pivot, bound), min(pivot, bound)];
  // A clip at 0 is written without a tie; at another bound the choice itself must be repeated.
  const chosenOr = (clip: Expression, a: Expression | number, b: Expression | number) =>
    bound === 0 ? clip : where(test, a, b);
  return where(
    test,
    needsGuard(then) ? replaceIn(replaceIn(then, pivot, above), above, chosenOr(above, pivot, bound)) : then,
    needsGuard(otherwise)
      ? replaceIn(replaceIn(otherwise, pivot, below), below, chosenOr(below, bound, pivot))
      : otherwise,
  );
}

/** u > 0 tells about u; u − c > 0 tells about u at c. */
function pivotOf(test: Expression): [pivot: Expression, bound: number] {
  if (test.kind === 'call') {
    const [a, b] = test.args;
    if (test.primitive === 'sub' && a && b?.kind === 'constant') return [a, b.value];
    if (test.primitive === 'add' && a && b?.kind === 'constant') return [a, -b.value];
    if (test.primitive === 'add' && a?.kind === 'constant' && b) return [b, -a.value];
  }
  return [test, 0];
}

/** Clips that a branch's own bound makes idle go, and with them their ties. */
function clipped({ primitive, args: [a, b] }: Call): Expression | null {
  if (!a || !b || (primitive !== 'min' && primitive !== 'max')) return null;
  const [left, right] = [rangeOf(a), rangeOf(b)];
  if (left.high <= right.low) return primitive === 'min' ? a : b;
  if (right.high <= left.low) return primitive === 'min' ? b : a;
  return null;
}

function replaceIn(expression: Expression, old: Expression, replacement: Expression): Expression {
  if (expression === old) return replacement;
  if (expression.kind !== 'call') return expression;
  const args = expression.args.map((arg) => replaceIn(arg, old, replacement));
  const rebuilt = rebuild(expression, args);
  return (rebuilt.kind === 'call' ? clipped(rebuilt) : null) ?? rebuilt;
}

function rewrite(expression: Expression, change: (call: Call) => Expression): Expression {
  const done = new Map<Expression, Expression>();
  for (const part of subexpressionsOf(expression)) {
    if (part.kind !== 'call') continue;
    const rebuilt = rebuild(
      part,
      part.args.map((arg) => done.get(arg) ?? arg),
    );
    done.set(part, rebuilt.kind === 'call' ? change(rebuilt) : rebuilt);
  }
  return done.get(expression) ?? expression;
}
