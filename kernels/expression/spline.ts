import type { Spline } from './expression';

/** The table's value at x: see {@link Spline}. NaN stays NaN. */
export function evaluateSpline(spline: Spline, x: number): number {
  const { low, high } = spline;
  const inside = Math.min(Math.max(x, low), high);
  const value = insideValue(spline, inside);
  if (x === inside || Number.isNaN(x)) return value;
  const ends = endSlopesOf(spline);
  const slope = x < low ? ends.low : ends.high;
  // A flat tail stays flat at ∞, where 0·∞ would be NaN.
  return slope === 0 ? value : value + slope * (x - inside);
}

/** With what slope the straight tails go on from the first and the last cell. */
export function endSlopesOf({ low, high, coefficients }: Spline): { low: number; high: number } {
  const perCell = coefficients.length / 4 / (high - low);
  const [c1 = Number.NaN, c2 = Number.NaN, c3 = Number.NaN] = coefficients.slice(-3);
  return { low: (coefficients[1] ?? Number.NaN) * perCell, high: (c1 + 2 * c2 + 3 * c3) * perCell };
}

function insideValue({ low, high, coefficients }: Spline, x: number): number {
  const cells = coefficients.length / 4;
  const position = ((x - low) / (high - low)) * cells;
  const cell = Math.min(Math.floor(position), cells - 1);
  const coefficient = (k: number): number => coefficients[4 * cell + k] ?? Number.NaN;
  const t = position - cell;
  return coefficient(0) + t * (coefficient(1) + t * (coefficient(2) + t * coefficient(3)));
}
