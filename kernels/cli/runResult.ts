import type { CellError } from '../notebook/wire';

/** What became of one code cell. */
export interface CellResult {
  /** 1-based, among the code cells. */
  number: number;
  id: string;
  /** The first line of its source. */
  title: string;
  status: 'ok' | 'error' | 'interrupted' | 'not run';
  durationMs: number;
  error?: CellError;
}

/** What became of the notebook, for the reports. */
export interface RunResult {
  notebook: string;
  status: 'ok' | 'error' | 'interrupted';
  durationMs: number;
  parameters: Record<string, unknown>;
  cells: readonly CellResult[];
  /** Errors of timers and promises that no cell awaited. */
  lateErrors: readonly CellError[];
  curves: readonly object[];
}

/** For whoever reads test results of a build: a cell is a test case. jenkins-ci's and GitLab's common subset. */
export function junitXml({ notebook, durationMs, cells, lateErrors }: RunResult): string {
  const failed = cells.filter(({ status }) => status === 'error' || status === 'interrupted').length;
  const skipped = cells.filter(({ status }) => status === 'not run').length;
  const counts = `tests="${cells.length + lateErrors.length}" failures="${failed + lateErrors.length}" skipped="${skipped}"`;
  const name = attribute(notebook);
  const cases = [
    ...cells.map((cell) => testCase(name, `[${cell.number}] ${cell.title}`, cell)),
    ...lateErrors.map((error) => testCase(name, 'after its cell had ended', { status: 'error', durationMs: 0, error })),
  ];
  const suite = `<testsuite name="${name}" ${counts} time="${seconds(durationMs)}">\n${cases.join('\n')}\n</testsuite>`;
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suite}\n</testsuites>\n`;
}

function testCase(
  suite: string,
  name: string,
  { status, durationMs, error }: Pick<CellResult, 'status' | 'durationMs' | 'error'>,
): string {
  const open = `  <testcase classname="${suite}" name="${attribute(name)}" time="${seconds(durationMs)}"`;
  if (status === 'ok') return `${open}/>`;
  if (status === 'not run') return `${open}><skipped/></testcase>`;
  const { name: type = status, message = '', stack = '' } = error ?? {};
  const failure = `<failure type="${attribute(type)}" message="${attribute(message)}">${escaped(stack)}</failure>`;
  return `${open}>${failure}</testcase>`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(3);
}

function attribute(text: string): string {
  return escaped(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;');
}

/** XML knows no control characters, not even escaped ones. */
function escaped(text: string): string {
  const printable = text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  return printable.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
