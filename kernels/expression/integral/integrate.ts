import { add, constant, max, min, mul, spline, sub, x } from '../build';
import { evaluatorOf } from '../evaluator';
import type { Expression } from '../expression';
import { replaceVariable } from '../substitute';
import { parametersOf } from '../traverse';
import { UnsettledGradientError } from './extent';
import { type Interval, line, type Piece, piecesOf } from './pieces';
import { dependsOnX } from './polynomial';
import { antiderivativeOf } from './rules';
import { tableOf } from './table';
import { type Term, termsOf } from './terms';

/** f with f′ = gradient and f(0) = 0. */
export interface Integral {
  expression: Expression;
  /** By rules, with no error but rounding; otherwise a table stands in it. */
  exact: boolean;
  /** Bound of |f − the true integral|, for |x| up to 10⁵; factors that are parameters count as 1. 0 where exact. */
  error: number;
}

/**
 * The activation that has this gradient: by rules where they know its pieces, otherwise by tables (cubics with straight
 * tails). Continuous across the joints of where, min, max, step and abs. Throws for a gradient that cannot be one.
 */
export function integrate(gradient: Expression): Integral {
  check(gradient);
  const pieces = piecesOf(gradient) ?? [{ ...line, smooth: gradient }];
  const parts = pieces.map((piece) => ({ piece, ...antiderivativeOn(piece) }));
  // Each part moves on its own interval and stands still outside it: that is what makes the sum continuous.
  const sum = add(...parts.map(({ piece, expression }) => replaceVariable(expression, heldWithin(piece))));
  return {
    expression: sub(sum, replaceVariable(sum, constant(0))),
    exact: parts.every(({ exact }) => exact),
    error: parts.reduce((total, { error }) => total + error, 0),
  };
}

function heldWithin({ low, high }: Interval): Expression {
  const raised = low === line.low ? x : max(x, low);
  return high === line.high ? raised : min(raised, high);
}

function antiderivativeOn(piece: Piece): Integral {
  const terms = termsOf(piece.smooth);
  const closed = terms.map((term) => closedForm(term, piece));
  const known = closed.filter((part) => part !== undefined);
  if (known.length === terms.length) return { expression: add(...known), exact: true, error: 0 };
  const rest = terms.filter((_, i) => closed[i] === undefined);
  if (parametersOf(piece.smooth).length > 0)
    return joined(
      known,
      rest.map((term) => tabulated(term, piece)),
    );
  try {
    return tabulated({ factor: constant(1), core: piece.smooth }, piece);
  } catch (error) {
    // What grows may be among the terms that the rules know.
    if (!(error instanceof UnsettledGradientError) || known.length === 0) throw error;
    const core = add(...rest.map((term) => mul(term.factor, term.core)));
    return joined(known, [tabulated({ factor: constant(1), core }, piece)]);
  }
}

function closedForm({ factor, core }: Term, interval: Interval): Expression | undefined {
  const antiderivative = antiderivativeOf(core, interval);
  return antiderivative && mul(factor, antiderivative);
}

function tabulated({ factor, core }: Term, { low, high }: Interval): Integral {
  const names = parametersOf(core);
  if (names.length > 0) throw new Error(symbolicTable(names));
  const table = tableOf(core, {
    low: low.kind === 'constant' ? low.value : -Infinity,
    high: high.kind === 'constant' ? high.value : Infinity,
  });
  const scale = factor.kind === 'constant' ? Math.abs(factor.value) : 1;
  return { expression: mul(factor, spline(table.spline, x)), exact: false, error: scale * table.error };
}

function joined(known: readonly Expression[], tables: readonly Integral[]): Integral {
  return {
    expression: add(...known, ...tables.map(({ expression }) => expression)),
    exact: false,
    error: tables.reduce((total, { error }) => total + error, 0),
  };
}

function check(gradient: Expression): void {
  if (!dependsOnX(gradient)) {
    throw new Error(
      'The gradient does not depend on x: its integral is a straight line, which is no activation. Write it with x in it.',
    );
  }
  if (parametersOf(gradient).length > 0) return;
  const atZero = evaluatorOf(gradient)(0);
  if (!Number.isFinite(atZero)) {
    throw new Error(`The gradient is ${atZero} at x = 0: an activation with f(0) = 0 needs a finite slope there.`);
  }
}

function symbolicTable(names: readonly string[]): string {
  const example = names.map((name) => `${name}: 1`).join(', ');
  return (
    `No closed integral is known for a part of this gradient, and a table of it needs numbers for ${names.join(', ')}. ` +
    `Fix them first, substitute(gradient, { ${example} }), or let them stand only as factors of terms without parameters.`
  );
}
