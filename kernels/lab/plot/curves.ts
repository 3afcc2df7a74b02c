import { currentHost } from '../currentHost';
import { type Run, runs as trackedRuns } from '../track';
import { type Axis, bottomMargin, topMargin } from './axes';
import { composeGroupPanel, groupTitleHeight } from './curvePanel';
import { curveInWords, curvesMessage, curvesSubtitle } from './curvesWords';
import { composeFigure, type Figure } from './figure';
import { type CurveGroup, groupsOf } from './meanCurves';

export interface CurvesOptions {
  /** 'validation accuracy', or the first metric logged when nobody validates. */
  metric?: string;
  /** Only this group; otherwise one panel per group. */
  group?: string;
  title?: string;
  /** Logarithmic value axis. */
  log?: boolean;
}

const preferredMetrics = ['validation accuracy', 'accuracy', 'validation loss', 'loss'];
const width = 640;
const gutter = 28;
const panelHeight = 270;

/** Shows a metric over the steps: mean and ± sd band of each name's seeds, the single runs faint behind them. */
export function curves(runs: readonly Run[] = trackedRuns(), options: CurvesOptions = {}): void {
  const { svg, text } = curvesFigure(runs, options);
  currentHost().display({ 'image/svg+xml': svg, 'text/plain': text });
}

export function curvesFigure(runs: readonly Run[], options: CurvesOptions = {}): Figure {
  const chosen = runs.filter(({ identity }) => options.group === undefined || identity.group === options.group);
  const metric = options.metric ?? metricOf(chosen);
  const groups = groupsOf(chosen, metric);
  if (groups.length === 0) {
    const known = [...new Set(chosen.flatMap((run) => run.metrics))].join(', ') || 'none';
    throw new RangeError(`No run has logged "${metric}". Logged metrics: ${known}.`);
  }
  const y = valueAxis(metric, groups, options.log);
  const columns = groups.length === 1 ? 1 : 2;
  const columnWidth = (width - gutter * (columns - 1)) / columns;
  const named = groups.length > 1;
  const rowHeight = (named ? groupTitleHeight : 0) + topMargin + panelHeight + bottomMargin;
  const body = groups.map((group, index) => {
    const left = (index % columns) * (columnWidth + gutter);
    const top = Math.floor(index / columns) * rowHeight;
    return composeGroupPanel(group, y, { left, top, width: columnWidth, height: rowHeight }, named);
  });
  return composeFigure({
    width,
    height: Math.ceil(groups.length / columns) * rowHeight,
    title: options.title ?? curvesMessage(metric, groups),
    subtitle: curvesSubtitle(groups),
    body: body.join(''),
    text: groups.flatMap((group) => group.curves.map((curve) => curveInWords(group, curve, metric))).join('\n'),
  });
}

/** The metric most people look at first, or the first one logged. */
function metricOf(runs: readonly Run[]): string {
  const metrics = new Set(runs.flatMap((run) => run.metrics));
  return preferredMetrics.find((metric) => metrics.has(metric)) ?? [...metrics][0] ?? 'loss';
}

/** One value axis for all groups, so that panels compare at a glance. */
function valueAxis(metric: string, groups: readonly CurveGroup[], log = false): Axis {
  const shown = groups
    .flatMap(({ curves }) => curves)
    .flatMap(({ runs, mean }) => [
      ...runs.flat().map(({ value }) => value),
      ...mean.flatMap(({ mean, sd = 0 }) => [mean - sd, mean + sd]),
    ])
    .filter((value) => Number.isFinite(value) && (!log || value > 0));
  if (shown.length === 0) throw new RangeError(`${metric} has no positive value, which a log axis needs.`);
  const low = Math.min(...shown);
  const high = Math.max(...shown);
  // Decades are too coarse to end a log axis at: a little air instead.
  if (log) return { title: metric, domain: [low / 1.2, high * 1.2], log };
  const air = low === high ? Math.abs(low) * 0.1 || 1 : 0;
  return { title: metric, domain: [low - air, high + air], nice: true };
}
