import { readFileSync } from 'node:fs';

/** What a mocha suite inside the editor writes, one JSON line each; also the proof that it reached its end. */
export type SuiteEvent =
  | { readonly kind: 'pass' | 'skip'; readonly title: string; readonly ms: number }
  | { readonly kind: 'fail'; readonly title: string; readonly ms: number; readonly error: string }
  | { readonly kind: 'end'; readonly passed: number; readonly failed: number; readonly skipped: number };

/** The variable by which the suite inside the editor learns where to write. */
export const suiteReportVariable = 'ACTIVATION_LAB_SUITE_REPORT';

export interface SuiteOutcome {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly string[];
}

export function readSuiteEvents(file: string): SuiteEvent[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as SuiteEvent);
}

/**
 * Judges a suite by its report alone. VS Code says "exit code 0" also when the extension host was killed or a test
 * called process.exit, so a report without its last line is a failure, whatever the editor says.
 */
export function judgeSuite(events: readonly SuiteEvent[], unfinished: string): SuiteOutcome {
  const failures = events.flatMap((event) => (event.kind === 'fail' ? [`${event.title}\n${event.error}`] : []));
  const count = (kind: SuiteEvent['kind']) => events.filter((event) => event.kind === kind).length;
  const counts = { passed: count('pass'), failed: count('fail'), skipped: count('skip') };
  const end = events.find((event) => event.kind === 'end');
  const broken = (why: string) => ({ ...counts, failed: counts.failed + 1, failures: [...failures, why] });

  if (!end) return broken(`The suite did not reach its end: ${unfinished}`);
  if (end.passed !== counts.passed || end.failed !== counts.failed) {
    return broken(
      `The suite reports ${end.passed} passed and ${end.failed} failed, but names ${counts.passed} and ${counts.failed}.`,
    );
  }
  if (counts.passed + counts.failed === 0) return broken('The suite ran no test.');
  return { ...counts, failures };
}
