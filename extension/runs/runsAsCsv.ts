import type { SeriesSnapshot } from './series';

const columns = 'notebook,group,run,activation,seed,started,metric,step unit,step,value,points per kept pair';

/**
 * One line per point, the form every statistics program reads. The last column is honest about thinned curves: 1 means
 * every point is here, 8 that a lowest and a highest stand for eight.
 */
export function runsAsCsv(series: readonly SeriesSnapshot[]): string {
  return `${[columns, ...series.flatMap(linesOf)].join('\n')}\n`;
}

function linesOf({ source, run, metric, stepUnit, points }: SeriesSnapshot): string[] {
  const started = new Date(run.startedAt).toISOString();
  const names = [source, run.group, run.name, run.activation ?? '', run.seed ?? '', started, metric, stepUnit];
  const prefix = names.map(asField).join(',');
  const density = points.stride === 1 ? 1 : 2 * points.stride;
  return Array.from(points.steps, (step, i) => `${prefix},${step},${points.values[i]},${density}`);
}

function asField(value: string | number): string {
  const text = String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
