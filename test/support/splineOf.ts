import type { Spline } from '../../kernels/expression/expression';

/** Hermite's cubic of each cell from values and slopes at its ends. */
export function splineOf(
  f: (x: number) => number,
  slope: (x: number) => number,
  low: number,
  high: number,
  cells: number,
): Omit<Spline, 'slope'> {
  const width = (high - low) / cells;
  const coefficients = Array.from({ length: cells }, (_, cell) => {
    const [a, b] = [low + cell * width, low + (cell + 1) * width];
    const [rise, start, end] = [f(b) - f(a), slope(a) * width, slope(b) * width];
    return [f(a), start, 3 * rise - 2 * start - end, start + end - 2 * rise];
  });
  return { low, high, coefficients: coefficients.flat() };
}
