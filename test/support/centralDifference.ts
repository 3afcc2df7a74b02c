/** f'(x) from values of f alone, by Richardson's extrapolation: error about h⁶. */
export function centralDifference(f: (x: number) => number, x: number, h = 0.02): number {
  const difference = (step: number): number => (f(x + step) - f(x - step)) / (2 * step);
  const [coarse, middle, fine] = [difference(h), difference(h / 2), difference(h / 4)];
  const first = [(4 * middle - coarse) / 3, (4 * fine - middle) / 3] as const;
  return (16 * first[1] - first[0]) / 15;
}
