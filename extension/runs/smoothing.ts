/**
 * Exponential moving average with the start's bias taken out, so that the first values are not pulled towards zero.
 * `weight` 0 leaves the curve as it is; a value that is no number passes through and is not remembered.
 */
export function smoothed(values: ArrayLike<number>, weight: number): number[] {
  let average = 0;
  let mass = 0;
  return Array.from(values, (value) => {
    if (!Number.isFinite(value)) return value;
    average = weight * average + (1 - weight) * value;
    mass = weight * mass + (1 - weight);
    return average / mass;
  });
}
