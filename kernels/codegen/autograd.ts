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

/** Primitives that can be infinite, or have an infinite slope, where the other branch is meant. */
const explosive: ReadonlySet<Primitive> = new Set(['exp', 'expm1', 'log', 'log1p', 'sqrt', 'div', 'power', 'spline']);

/** The branch that is not taken still has a slope, and 0·∞ is NaN: each branch sees only arguments that are its own. */
function guarded(test: Expression, then: Expression, otherwise: Expression): Expression {
  const [pivot, bound] = pivotOf(test);
  return where(
    test,
    isExplosive(then) ? replaceIn(then, pivot, max(pivot, bound)) : then,
    isExplosive(otherwise) ? replaceIn(otherwise, pivot, min(pivot, bound)) : otherwise,
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

function isExplosive(expression: Expression): boolean {
  return subexpressionsOf(expression).some((part) => part.kind === 'call' && explosive.has(part.primitive));
}

function replaceIn(expression: Expression, old: Expression, replacement: Expression): Expression {
  if (expression === old) return replacement;
  if (expression.kind !== 'call') return expression;
  return rebuild(
    expression,
    expression.args.map((arg) => replaceIn(arg, old, replacement)),
  );
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
