import { quantile } from '../../lab/benchRows';
import { type Entry, medianOf } from './measure';
import { batches, batchSize } from './task';
import { figure, firstLine, textTable } from './textTable';

/** One line of the table of networks; numbers NaN where nothing was measured. */
export interface TrainingRow {
  network: string;
  label: string;
  millisecondsPerStep: number;
  imagesPerSecond: number;
  /** Images a second ÷ those of tfjs as it comes, and of PyTorch. */
  timesStock: number;
  timesPeer: number;
  error?: string;
}

export function trainingRows(entries: readonly Entry[]): TrainingRow[] {
  return entries.flatMap((entry) => {
    const { task, label, error } = entry;
    if (task.kind !== 'epoch') return [];
    const time = medianOf(entry);
    const timeOf = (way: typeof task.way) =>
      medianOf(
        entries.find(
          (other) => other.task.kind === 'epoch' && other.task.network === task.network && other.task.way === way,
        ),
      );
    return {
      network: task.network,
      label,
      millisecondsPerStep: time / batches,
      imagesPerSecond: (batches * batchSize * 1000) / time,
      timesStock: timeOf('stock') / time,
      timesPeer: timeOf('eager') / time,
      ...(error !== undefined && { error }),
    };
  });
}

export function trainingTable(rows: readonly TrainingRow[]): string {
  const header = ['network', 'trained by', 'ms a step', 'images/s', '× tfjs', '× PyTorch'];
  const lines = rows.map((row) => [
    row.network,
    row.label,
    figure(row.millisecondsPerStep),
    Number.isFinite(row.imagesPerSecond) ? Math.round(row.imagesPerSecond).toLocaleString('en') : '–',
    figure(row.timesStock),
    figure(row.timesPeer),
  ]);
  const failed = rows.flatMap(({ network, label, error }) =>
    error === undefined ? [] : [`\n${label}, ${network}: ${firstLine(error)}`],
  );
  return textTable(header, lines, 2) + failed.join('');
}

/** Median milliseconds of a step by part, the largest first. */
export function partsOf(entry: Entry): [part: string, milliseconds: number][] {
  const names = [...new Set(entry.parts.flatMap((parts) => Object.keys(parts)))];
  const medians = names.map((name): [string, number] => [
    name,
    quantile(
      entry.parts.map((parts) => parts[name] ?? 0),
      0.5,
    ),
  ]);
  return medians.sort((a, b) => b[1] - a[1]);
}

/** One column for each network: milliseconds, and percent of the step. */
export function partsTable(entries: readonly Entry[]): string {
  const columns = entries.map((entry) => new Map(partsOf(entry)));
  const names = [...new Set(columns.flatMap((column) => [...column.keys()]))];
  const totals = columns.map((column) => [...column.values()].reduce((sum, value) => sum + value, 0));
  const header = ['where a step goes', ...entries.map(({ label }) => label)];
  const lines = names.map((name) => [
    name,
    ...columns.map((column, index) => {
      const time = column.get(name) ?? 0;
      return `${time.toFixed(2)} ms ${String(Math.round((time / (totals[index] ?? 1)) * 100)).padStart(3)} %`;
    }),
  ]);
  return textTable(header, lines);
}
