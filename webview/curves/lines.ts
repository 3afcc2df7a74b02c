import { smoothed } from '../../extension/runs/smoothing';
import { acrossSeeds, type Curve, type SeedStatistics } from '../../extension/runs/statistics';
import type { PageSeries } from './pageRuns';

/** What one legend entry stands for: the runs of one name, as seeds of one thing. */
export interface Line {
  name: string;
  activation: string | undefined;
  /** As measured, one per seed. */
  seeds: Curve[];
  /** Across the seeds, each smoothed before. */
  statistics: SeedStatistics;
  /** Seeds whose value stopped being a number. */
  diverged: number;
}

export interface LineSet {
  lines: Line[];
  /** Runs left out because the same seed was run again later. */
  earlierRuns: number;
}

/** Lines for the series of one metric, in the order their first runs began. `cache` keeps those that stood still. */
export function linesOf(series: readonly PageSeries[], smoothing: number, cache: Map<string, Line>): LineSet {
  const ordered = [...series].sort((a, b) => a.run.startedAt - b.run.startedAt);
  const current = ordered.filter((one) => !isRepeated(one, ordered));
  const names = [...new Set(current.map((one) => one.run.name))];
  const lines = names.map((name) =>
    cachedLine(
      current.filter((one) => one.run.name === name),
      smoothing,
      cache,
    ),
  );
  const runs = (of: readonly PageSeries[]) => new Set(of.map((one) => one.run.id)).size;
  return { lines, earlierRuns: runs(ordered) - runs(current) };
}

/** A cell run again measures its seeds again: counting them twice would feign certainty. Runs without a seed all count. */
function isRepeated({ run }: PageSeries, all: readonly PageSeries[]): boolean {
  if (run.seed === undefined) return false;
  return all.some(
    ({ run: other }) => other.name === run.name && other.seed === run.seed && other.startedAt > run.startedAt,
  );
}

function cachedLine(series: readonly PageSeries[], smoothing: number, cache: Map<string, Line>): Line {
  const key = JSON.stringify([smoothing, ...series.map((one) => [one.key, one.version])]);
  const line = cache.get(key) ?? lineOf(series, smoothing);
  const [first] = series;
  for (const [old, { name }] of cache) if (name === first?.run.name && old !== key) cache.delete(old);
  cache.set(key, line);
  return line;
}

function lineOf(series: readonly PageSeries[], smoothing: number): Line {
  const seeds = series.map((one) => one.points());
  const smooth = seeds.map(({ steps, values }) => ({ steps, values: smoothed(values, smoothing) }));
  return {
    name: series[0]?.run.name ?? '',
    activation: series[0]?.run.activation,
    seeds,
    statistics: acrossSeeds(smooth),
    diverged: seeds.filter(({ values }) => !Number.isFinite(values[values.length - 1])).length,
  };
}
