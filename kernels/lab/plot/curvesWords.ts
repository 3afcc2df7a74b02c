import { formatMeanSd, type MeanSd } from '../meanSd';
import type { CurveGroup, MeanCurve } from './meanCurves';

/** What the curves say, for the title, the line below it, and readers who cannot see the figure. */

const isLowBest = (metric: string): boolean => /loss|error|perplexity/i.test(metric);

interface Ending {
  name: string;
  value: MeanSd;
}

/** Names in the order of their last mean, best first. The mean of survivors must not win over runs that all held. */
function ranked(curves: readonly MeanCurve[], metric: string): Ending[] {
  const whole = curves.filter(({ diverged }) => diverged === 0);
  const endings = (whole.length > 0 ? whole : curves).flatMap(({ name, mean }) => {
    const value = mean.at(-1);
    return value === undefined ? [] : [{ name, value }];
  });
  const sign = isLowBest(metric) ? 1 : -1;
  return endings.sort((a, b) => sign * (a.value.mean - b.value.mean));
}

/** A lead smaller than the spread between seeds is no lead. */
function isClear([first, second]: readonly Ending[]): boolean {
  if (first === undefined || second === undefined) return false;
  const spread = Math.max(first.value.sd ?? 0, second.value.sd ?? 0);
  return Math.abs(first.value.mean - second.value.mean) > spread;
}

function groupMessage({ curves }: CurveGroup, metric: string): string {
  const order = ranked(curves, metric);
  const [first, second] = order;
  if (first === undefined) return `no finite ${metric}`;
  if (second === undefined) return `${first.name} ends at ${formatMeanSd(first.value)}`;
  if (!isClear(order)) return `${first.name} and ${second.name} end within one sd of each other`;
  return `${first.name} ends ${isLowBest(metric) ? 'lowest' : 'highest'}, ${formatMeanSd(first.value)}`;
}

/** 'Validation accuracy: TeLU ends highest, 0.852 ± 0.004'; groups that say the same are named together. */
export function curvesMessage(metric: string, groups: readonly CurveGroup[]): string {
  const groupsByMessage = new Map<string, string[]>();
  for (const group of groups) {
    const message = groupMessage(group, metric);
    groupsByMessage.set(message, [...(groupsByMessage.get(message) ?? []), group.name]);
  }
  const parts = [...groupsByMessage].map(([message, names]) =>
    groups.length === 1 ? message : `in ${names.join(' and ')}, ${message}`,
  );
  return `${capitalised(metric)}: ${parts.join('; ')}`;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** 'MLP. Mean of N = 3 runs, band ± 1 sd, thin lines single runs.' */
export function curvesSubtitle(groups: readonly CurveGroup[]): string {
  const counts = groups.flatMap(({ curves }) => curves.map(({ runs }) => runs.length));
  const fewest = Math.min(...counts);
  const most = Math.max(...counts);
  const names = groups.map(({ name }) => name).join(', ');
  if (most === 1) return `${names}. One run each.`;
  const n = fewest === most ? `${most}` : `${fewest} to ${most}`;
  return `${names}. Mean of N = ${n} runs each, band ± 1 sd, thin lines single runs.`;
}

export function curveInWords({ name: group, stepUnit }: CurveGroup, curve: MeanCurve, metric: string): string {
  const last = curve.mean.at(-1);
  const who = `${group}, ${curve.name}`;
  if (last === undefined) return `${who}: ${metric} was never a finite number`;
  const stopped = curve.diverged > 0 ? `, ${curve.diverged} diverged` : '';
  return `${who}: ${metric} ${formatMeanSd(last)} at ${stepUnit} ${last.step} (N = ${last.n}${stopped})`;
}
