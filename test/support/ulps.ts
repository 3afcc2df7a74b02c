const largest = 3.4028234663852886e38;

/** Where the function changes its sign nearby, an ulp is that of the values around, not of the vanishing one. */
export function ulpsBetween(actual: number, exact: (x: number) => number, x: number): number {
  const expected = exact(x);
  if (Math.abs(expected) > largest) return Math.abs(actual) >= largest / 2 ? 0 : Number.NaN;
  const [below, above] = [exact(x * 0.9), exact(x * 1.1)];
  const around = Math.sign(below) === Math.sign(above) ? 0 : Math.max(Math.abs(below), Math.abs(above));
  const size = Math.max(Math.abs(expected), around, 2 ** -126);
  return Math.abs(actual - expected) / 2 ** (Math.floor(Math.log2(size)) - 23);
}
