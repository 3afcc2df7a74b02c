import { counted, significant, stepNumber } from '../numbers';
import type { Line } from './lines';

/** A line at one step. */
export interface Standing {
  name: string;
  activation: string | undefined;
  step: number;
  mean: number;
  sd: number;
  count: number;
}

export interface MetricKind {
  metric: string;
  stepUnit: string;
}

/** 1: more is better, −1: less is better, 0: nobody can tell from the name. */
export function directionOf(metric: string): 1 | -1 | 0 {
  if (/loss|error|perplexity|divergence/i.test(metric)) return -1;
  return /accuracy|precision|recall|f1|auc|score/i.test(metric) ? 1 : 0;
}

/** The figure's message in one sentence, from the last step that every line has reached. */
export function headline(lines: readonly Line[], kind: MetricKind): string {
  const step = commonStep(lines);
  const standings = standingsAt(lines, step);
  const [first] = standings;
  if (!first || step === undefined) return capitalised(kind.metric);
  const when = `after ${kind.stepUnit} ${stepNumber(step)}`;
  const direction = directionOf(kind.metric);
  if (standings.length === 1) return `${first.name}: ${kind.metric} ${significant(first.mean)} ${when}`;
  if (direction === 0) return `${capitalised(kind.metric)} of ${standings.length} lines ${when}`;
  const ranked = [...standings].sort((a, b) => direction * (b.mean - a.mean));
  return comparison(ranked, kind, when);
}

/** The last step at which no line has lost a seed: what is still training does not speak yet. */
export function commonStep(lines: readonly Line[]): number | undefined {
  const last = lines.map(({ statistics: { steps, count } }) => steps[count.lastIndexOf(Math.max(...count))]);
  if (last.length === 0 || last.some((step) => step === undefined)) return undefined;
  return Math.min(...last.map((step) => step ?? 0));
}

/** Each line's values at the step; a line that ends earlier has none. Without a step: each line's last values. */
export function standingsAt(lines: readonly Line[], step: number | undefined): Standing[] {
  return lines.flatMap(({ name, activation, statistics: { steps, mean, sd, count } }) => {
    if (step !== undefined && step > (steps.at(-1) ?? 0)) return [];
    const at = step === undefined ? steps.length - 1 : steps.filter((candidate) => candidate <= step).length - 1;
    if (at < 0 || !count[at]) return [];
    return [
      {
        name,
        activation,
        step: steps[at] ?? 0,
        mean: mean[at] ?? Number.NaN,
        sd: sd[at] ?? Number.NaN,
        count: count[at],
      },
    ];
  });
}

/** The best against the ReLU baseline where there is one, else against the next best. */
function comparison(ranked: readonly Standing[], kind: MetricKind, when: string): string {
  const [best, second] = ranked;
  if (!best || !second) return capitalised(kind.metric);
  const baseline = best.activation === 'relu' ? undefined : ranked.find((one) => one.activation === 'relu');
  const rival = baseline ?? second;
  const difference = Math.abs(best.mean - rival.mean);
  const size = sizeOf(difference, kind.metric, ranked);
  if (isNoise(best, rival, difference))
    return `No clear leader ${when}: ${best.name} and ${rival.name} differ by ${size}`;
  const certainty = certaintyOf(best, rival);
  if (directionOf(kind.metric) > 0) return `${best.name} leads ${rival.name} by ${size} ${when}${certainty}`;
  return `${best.name} is ${size} below ${rival.name} ${when}${certainty}`;
}

/** One run is an anecdote, and the title says so. */
function certaintyOf(a: Standing, b: Standing): string {
  if (a.count === 1 && b.count === 1) return ' (one run each)';
  const lone = [a, b].find(({ count }) => count === 1);
  return lone ? ` (one run of ${lone.name})` : '';
}

/** Within two standard errors of the difference. One seed knows no spread, and says so elsewhere. */
function isNoise(a: Standing, b: Standing, difference: number): boolean {
  if (difference === 0) return true;
  if (a.count < 2 || b.count < 2) return false;
  return difference < 2 * Math.sqrt(a.sd ** 2 / a.count + b.sd ** 2 / b.count);
}

/** Shares between 0 and 1 differ by percentage points. */
function sizeOf(difference: number, metric: string, standings: readonly Standing[]): string {
  const isShare = directionOf(metric) > 0 && standings.every(({ mean }) => mean >= 0 && mean <= 1);
  if (!isShare) return significant(difference);
  return `${(difference * 100).toFixed(1)} points`;
}

export interface SublineFacts {
  group: string;
  notebook: string;
  lines: readonly Line[];
  stepUnit: string;
  smoothing: number;
  earlierRuns: number;
}

/** What was run, and what is drawn. */
export function subline({ group, notebook, lines, stepUnit, smoothing, earlierRuns }: SublineFacts): string {
  const seeds = lines.map((line) => line.seeds.length);
  const [fewest, most] = [Math.min(...seeds), Math.max(...seeds)];
  const each = fewest === most ? counted(most, 'run') : `${fewest}–${most} runs`;
  const smooth = smoothing > 0 ? `, smoothed ${smoothing.toFixed(2)}` : '';
  const last = Math.max(...lines.map((line) => line.statistics.steps.at(-1) ?? 0));
  const diverged = lines.reduce((sum, line) => sum + line.diverged, 0);
  return [
    `${group}, to ${stepUnit} ${stepNumber(last)}, ${notebook}`,
    most > 1
      ? `line: mean of ${each}${smooth}, band: ±\u00a01\u00a0sd, faint: each run`
      : smoothing > 0
        ? `line: smoothed ${smoothing.toFixed(2)}, faint: as measured`
        : '',
    diverged > 0 ? `${counted(diverged, 'run')} diverged` : '',
    earlierRuns > 0 ? `${counted(earlierRuns, 'earlier run')} of the same seeds left out` : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

/** Words only: αp is a symbol and keeps its letter. */
function capitalised(text: string): string {
  return text.replace(/^[a-z]/, (letter) => letter.toUpperCase());
}
