export interface Range {
  least: number;
  most: number;
}

/** The ends of the finite values; undefined when there is none. */
export function range(values: Iterable<number>): Range | undefined {
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return least <= most ? { least, most } : undefined;
}
