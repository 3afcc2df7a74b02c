import type { BenchCase } from './benchCases';
import type { BenchmarkRow } from './benchmark';

/** What was measured, in numbers to compare; a case without a sample (stopped before) has no row. */
export function rowsOf(cases: readonly BenchCase[], baseline: string): BenchmarkRow[] {
  return cases.flatMap(({ activation, pass, samples }) => {
    if (samples.length === 0) return [];
    const reference = cases.find((other) => other.activation === baseline && other.pass === pass);
    const median = quantile(samples, 0.5);
    const [q1, q3] = [quantile(samples, 0.25), quantile(samples, 0.75)];
    return [{ activation, pass, samples, median, q1, q3, ratio: median / quantile(reference?.samples ?? [], 0.5) }];
  });
}

/** Between two samples, linearly; NaN of none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = sorted[Math.floor(position)] ?? Number.NaN;
  const above = sorted[Math.ceil(position)] ?? Number.NaN;
  return below + (above - below) * (position - Math.floor(position));
}
