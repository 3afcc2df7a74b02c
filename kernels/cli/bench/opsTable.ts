import type { BenchmarkPass } from '../../lab/benchmark';
import { type Entry, medianOf } from './measure';
import type { OpTask } from './task';
import { figure, firstLine, textTable } from './textTable';

/**
 * Bytes an element of one pass: forward reads x and writes y; forward and backward together also save the slope, and
 * read it with dy to write dx. A copy reads and writes: 8.
 */
export const bytesPerElement: Record<BenchmarkPass, number> = { forward: 8, 'forward + backward': 20 };

/** One line of a table of activations, numbers NaN where nothing was measured. */
export interface OpRow {
  activation: string;
  label: string;
  milliseconds: number;
  gigabytesPerSecond: number;
  /** Of the copy measured in the same run, in percent. */
  percentOfCopy: number;
  /** How many times faster than our composition of tfjs's operations. */
  timesComposed: number;
  /** How many times faster than the formula in plain tfjs. */
  timesStock: number;
  error?: string;
}

/** The lines of one size, pass and number of threads. */
export function opRows(entries: readonly Entry[], copy: Entry | undefined): OpRow[] {
  return entries.flatMap((entry) => {
    const { task, label, error } = entry;
    if (task.kind !== 'op') return [];
    const milliseconds = medianOf(entry);
    const bytes = bytesPerElement[task.pass] * task.size;
    const gigabytesPerSecond = bytes / milliseconds / 1e6;
    const copied = (bytesPerElement.forward * task.size) / medianOf(copy) / 1e6;
    const timesOf = (way: OpTask['way']) => medianOf(entries.find(isSame(task.activation, way))) / milliseconds;
    return {
      activation: task.activation,
      label,
      milliseconds,
      gigabytesPerSecond,
      percentOfCopy: (gigabytesPerSecond / copied) * 100,
      timesComposed: timesOf('composed'),
      timesStock: timesOf('stock'),
      ...(error !== undefined && { error }),
    };
  });
}

function isSame(activation: string, way: OpTask['way']) {
  return ({ task }: Entry) => task.kind === 'op' && task.activation === activation && task.way === way;
}

export function opsTable(rows: readonly OpRow[]): string {
  const header = ['activation', 'computed by', 'ms', 'GB/s', '% of copy', '× composed', '× tfjs'];
  const measured = rows.filter(({ error }) => error === undefined);
  const cells = measured.map((row) => [
    row.activation,
    row.label,
    ...[row.milliseconds, row.gigabytesPerSecond, row.percentOfCopy, row.timesComposed, row.timesStock].map(figure),
  ]);
  return textTable(header, cells, 2) + failures(rows);
}

function failures(rows: readonly OpRow[]): string {
  const failed = rows.flatMap(({ label, activation, error }) =>
    error === undefined ? [] : [`${label}, ${activation}: ${firstLine(error)}`],
  );
  return failed.length === 0 ? '' : `\nNot measured:\n${[...new Set(failed)].map((line) => `  ${line}`).join('\n')}`;
}
