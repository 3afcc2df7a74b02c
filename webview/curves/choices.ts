import type { SeriesHeader } from '../../extension/runs/series';
import type { Choice } from '../controls';

/** What the panel shows one of: a notebook, a group of comparable runs, a metric. */
export interface Selection {
  source: string;
  group: string;
  metric: string;
}

export interface Choices {
  sources: Choice[];
  groups: Choice[];
  metrics: Choice[];
  chosen: Selection;
}

/** Shown first where the user has not chosen: what most experiments are about. */
const favourites = [/validation accuracy/i, /accuracy/i, /validation loss/i, /loss/i];

/**
 * What can be chosen, and what is: the user's wish where it still exists, else the newest runs, so that the panel
 * follows the training from one network to the next.
 */
export function choicesOf(series: readonly SeriesHeader[], wish: Partial<Selection>): Choices {
  const ordered = [...series].sort((a, b) => a.run.startedAt - b.run.startedAt);
  const newest = ordered.at(-1);
  const sources = unique(ordered.map((one) => one.source));
  const source = pick(sources, wish.source, newest?.source);
  const ofSource = ordered.filter((one) => one.source === source);
  const groups = unique(ofSource.map((one) => one.run.group));
  const group = pick(groups, wish.group, ofSource.at(-1)?.run.group);
  const ofGroup = ofSource.filter((one) => one.run.group === group);
  const metrics = unique(ofGroup.map(metricOf));
  const favourite = favourites.map((pattern) => metrics.find((metric) => pattern.test(metric))).find(Boolean);
  return {
    sources: sources.map((value) => ({ value, label: fileName(value) })),
    groups: groups.map((value) => ({ value, label: value })),
    metrics: metrics.map((value) => ({ value, label: value })),
    chosen: { source, group, metric: pick(metrics, wish.metric, favourite) },
  };
}

/** Steps of different units share no axis: 'loss' per epoch and 'loss' per batch are two metrics. */
export function metricOf(series: SeriesHeader): string {
  return /epoch/i.test(series.stepUnit) ? series.metric : `${series.metric}, per ${series.stepUnit}`;
}

export function isChosen(series: SeriesHeader, { source, group, metric }: Selection): boolean {
  return series.source === source && series.run.group === group && metricOf(series) === metric;
}

/** 'file:///home/a/01%20first.ipynb' → '01 first.ipynb' */
export function fileName(uri: string): string {
  const last = uri.split(/[\\/]/).at(-1) ?? uri;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

function pick(offered: readonly string[], wish: string | undefined, otherwise: string | undefined): string {
  if (wish !== undefined && offered.includes(wish)) return wish;
  return otherwise ?? offered[0] ?? '';
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
