import type { BenchmarkPass, BenchmarkReport, BenchmarkRequest } from '../../kernels/lab/benchmark';
import { counted, significant, wholeNumber } from '../numbers';

export const passes: readonly BenchmarkPass[] = ['forward', 'forward + backward'];

/** "TeLU takes 1.12× as long as ReLU forward, 1.05× forward + backward"; of what the user designed, where that is in it. */
export function headline(
  report: BenchmarkReport,
  titleOf: (id: string) => string,
  own: readonly string[] = [],
): string {
  const others = [...new Set(report.rows.map((row) => row.activation))].filter((id) => id !== report.baseline);
  const subject = [...own, 'telu'].find((id) => others.includes(id)) ?? others[0];
  if (report.rows.length === 0) return 'Stopped before the first measurement was complete';
  if (subject === undefined) return `${titleOf(report.baseline)} alone: nothing to compare it with`;
  const [first, ...rest] = report.rows.filter((row) => row.activation === subject);
  const more = rest.map((row) => `, ${significant(row.ratio)}× ${row.pass}`).join('');
  return `${titleOf(subject)} takes ${significant(first?.ratio ?? Number.NaN)}× as long as ${titleOf(report.baseline)} ${first?.pass}${more}`;
}

/** What was measured, on what. */
export function facts(report: BenchmarkReport, request: BenchmarkRequest | undefined): string {
  return [
    `${wholeNumber(report.size)} elements, float32`,
    counted(report.repetitions, 'repetition'),
    `${report.backend}, ${report.device}`,
    report.cancelled ? stoppedWords(report, request) : '',
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function stoppedWords({ rows }: BenchmarkReport, request: BenchmarkRequest | undefined): string {
  const wanted = request ? ` of ${request.activations.length * passes.length}` : '';
  return `stopped by you after ${rows.length}${wanted} measurements: the rest is missing`;
}
