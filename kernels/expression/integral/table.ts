import { evaluatorOf } from '../evaluator';
import type { Expression, Spline } from '../expression';
import { evaluateSpline } from '../spline';
import { extentOf, type NumericInterval } from './extent';
import { quadrature } from './quadrature';

/** An antiderivative as a table, and the largest error found between its knots plus that of its tails. */
export interface Table {
  spline: Spline;
  error: number;
}

/** About half a unit in the last place of a float32 near 1. */
const tolerance = 3e-8;
const mostCells = 4096;

/** ∫ gradient as a table with as many cells as the tolerance needs; throws where the gradient does not settle. */
export function tableOf(gradient: Expression, interval: NumericInterval): Table {
  const evaluate = evaluatorOf(gradient);
  const f = (x: number): number => finite(evaluate(x), x);
  const extent = extentOf(f, interval);
  for (let cells = extent.cells; ; cells *= 2) {
    const spline = { ...splineOf(f, extent, cells), slope: gradient };
    const error = errorOf(spline, f) + extent.tailError;
    if (error <= tolerance || 2 * cells > mostCells) return { spline, error };
  }
}

/** Hermite's cubic on each cell: the integral's values and the gradient's at both ends. */
function splineOf(f: (x: number) => number, { low, high }: NumericInterval, cells: number): Omit<Spline, 'slope'> {
  const width = (high - low) / cells;
  const knots = Array.from({ length: cells + 1 }, (_, i) => (i === cells ? high : low + i * width));
  const slopes = knots.map((knot) => f(knot) * width);
  const rises = knots.slice(1).map((knot, i) => quadrature(f, knots[i] ?? low, knot));
  // From the knot at 0, or nearest to it, to both sides: small values keep their digits.
  const origin = knots.findIndex((knot) => knot > -width / 2);
  const values = [0];
  for (const rise of rises.slice(Math.max(origin, 0))) values.push((values.at(-1) ?? 0) + rise);
  for (const rise of rises.slice(0, Math.max(origin, 0)).reverse()) values.unshift((values[0] ?? 0) - rise);
  const coefficients = rises.flatMap((rise, i) => {
    const [value = 0, start = 0, end = 0] = [values[i], slopes[i], slopes[i + 1]];
    return [value, start, 3 * rise - 2 * start - end, start + end - 2 * rise];
  });
  return { low, high, coefficients };
}

/** The largest distance from an integral in quarters of cells. */
function errorOf(spline: Spline, f: (x: number) => number): number {
  const { low, high, coefficients } = spline;
  const steps = coefficients.length;
  const start = evaluateSpline(spline, low);
  let [integral, worst] = [0, 0];
  for (let i = 0; i < steps; i++) {
    const at = (step: number): number => low + ((high - low) * step) / steps;
    integral += quadrature(f, at(i), at(i + 1));
    worst = Math.max(worst, Math.abs(evaluateSpline(spline, at(i + 1)) - start - integral));
  }
  return worst;
}

function finite(value: number, x: number): number {
  if (Number.isFinite(value)) return value;
  throw new Error(
    `The gradient is ${value} at x = ${x}: a table needs a finite one everywhere. Bound the argument of what overflows or has no value there with min and max.`,
  );
}
