/** A curve as plain numbers, steps ascending. */
export interface Curve {
  steps: ArrayLike<number>;
  values: ArrayLike<number>;
}

/** Several seeds of one thing, step by step. */
export interface SeedStatistics {
  steps: number[];
  mean: number[];
  /** Sample standard deviation (n − 1); NaN where fewer than two seeds have a value. */
  sd: number[];
  /** Seeds with a finite value at the step. */
  count: number[];
}

/**
 * Mean and spread across seeds at every step that any seed has. A seed between two of its own steps counts with the
 * straight line between them (thinned curves share no steps); outside its own range, or next to a value that is no
 * number, it does not count, and `count` says so.
 */
export function acrossSeeds(seeds: readonly Curve[]): SeedStatistics {
  const steps = [...new Set(seeds.flatMap((seed) => Array.from(seed.steps)))].sort((a, b) => a - b);
  const columns = seeds.map((seed) => resampled(seed, steps));
  const statistics: SeedStatistics = { steps, mean: [], sd: [], count: [] };
  steps.forEach((_, i) => {
    const values = columns.map((column) => column[i] ?? Number.NaN).filter(Number.isFinite);
    const mean = meanOf(values);
    statistics.mean.push(mean);
    statistics.sd.push(deviationOf(values, mean));
    statistics.count.push(values.length);
  });
  return statistics;
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviationOf(values: readonly number[], mean: number): number {
  if (values.length < 2) return Number.NaN;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

/** The curve's values at ascending `steps`; NaN where it has none. */
function resampled(curve: Curve, steps: readonly number[]): number[] {
  let at = 0;
  return steps.map((step) => {
    while (at + 1 < curve.steps.length && (curve.steps[at + 1] ?? 0) <= step) at++;
    const [x0, y0] = [curve.steps[at] ?? Number.NaN, curve.values[at] ?? Number.NaN];
    if (step === x0) return y0;
    const [x1, y1] = [curve.steps[at + 1] ?? Number.NaN, curve.values[at + 1] ?? Number.NaN];
    return step > x0 && step < x1 ? y0 + ((y1 - y0) * (step - x0)) / (x1 - x0) : Number.NaN;
  });
}
