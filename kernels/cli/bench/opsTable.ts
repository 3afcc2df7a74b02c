import type { BenchmarkPass } from '../../lab/benchmark';
import { type Entry, medianOf } from './measure';
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
  /** How many times faster than tfjs's ops composed. */
  timesComposed: number;
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
    const composed = entries.find(
      (other) => other.task.kind === 'op' && other.task.activation === task.activation && other.task.way === 'composed',
    );
    return {
      activation: task.activation,
      label,
      milliseconds,
      gigabytesPerSecond,
      percentOfCopy: (gigabytesPerSecond / copied) * 100,
      timesComposed: medianOf(composed) / milliseconds,
      ...(error !== undefined && { error }),
    };
  });
}

export function opsTable(rows: readonly OpRow[]): string {
  const header = ['activation', 'computed by', 'ms', 'GB/s', '% of copy', '× composed'];
  const measured = rows.filter(({ error }) => error === undefined);
  const cells = measured.map((row) => [
    row.activation,
    row.label,
    ...[row.milliseconds, row.gigabytesPerSecond, row.percentOfCopy, row.timesComposed].map(figure),
  ]);
  return textTable(header, cells, 2) + failures(rows);
}

function failures(rows: readonly OpRow[]): string {
  const failed = rows.flatMap(({ label, activation, error }) =>
    error === undefined ? [] : [`${label}, ${activation}: ${firstLine(error)}`],
  );
  return failed.length === 0 ? '' : `\nNot measured:\n${[...new Set(failed)].map((line) => `  ${line}`).join('\n')}`;
}
