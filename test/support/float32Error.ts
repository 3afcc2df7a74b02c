/** Distance of neighbouring float32 numbers around a value. */
export function ulpOf(value: number): number {
  const size = Math.abs(value);
  return size < 2 ** -126 ? 2 ** -149 : 2 ** (Math.floor(Math.log2(size)) - 23);
}

/**
 * The error of a float32 result in units of its last place. Where the function is steep beside its value (near a root,
 * in an exponential's tail), x's own rounding moves the value by more than that: then in units of what it moves. And
 * where a result is so small that its factors may be subnormal, with few digits themselves, in units of 2⁻¹⁴³.
 */
export function errorInUlp(actual: number, exact: number, x: number, slope: number): number {
  const rounded = Math.fround(exact);
  if (Object.is(actual, rounded) || actual === rounded) return 0;
  if (!Number.isFinite(rounded) || !Number.isFinite(actual))
    return Number.isNaN(actual) && Number.isNaN(rounded) ? 0 : Infinity;
  const steepness = Math.abs(x * slope);
  const scale = Number.isFinite(steepness) ? Math.max(Math.abs(exact), steepness) : Math.abs(exact);
  return Math.abs(actual - exact) / ulpOf(Math.max(scale, 2 ** -120));
}
