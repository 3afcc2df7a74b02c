import type { Spline } from './expression';

/** The table's value at x: see {@link Spline}. NaN stays NaN. */
export function evaluateSpline({ low, high, coefficients }: Spline, x: number): number {
  const cells = coefficients.length / 4;
  const inside = Math.min(Math.max(x, low), high);
  const position = ((inside - low) / (high - low)) * cells;
  const cell = Math.min(Math.floor(position), cells - 1);
  const [c0 = Number.NaN, c1 = Number.NaN, c2 = Number.NaN, c3 = Number.NaN] = coefficients.slice(
    4 * cell,
    4 * cell + 4,
  );
  const t = position - cell;
  const value = c0 + t * (c1 + t * (c2 + t * c3));
  if (x === inside) return value;
  const slope = ((c1 + t * (2 * c2 + 3 * t * c3)) * cells) / (high - low);
  return value + slope * (x - inside);
}
