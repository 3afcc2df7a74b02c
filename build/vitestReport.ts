import type { SuiteOutcome } from './editor/suiteReport';

/** The part of vitest's JSON report that is read here. */
export interface VitestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly VitestFile[];
}

interface VitestFile {
  readonly name: string;
  readonly status: 'passed' | 'failed';
  readonly message: string;
  readonly assertionResults: readonly VitestTest[];
}

interface VitestTest {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages: readonly string[] | null;
}

/**
 * Judges a vitest run by its report and its exit code together: a run without a report, without a test, or that failed
 * without a failing test (a file that does not load, an error outside every test) counts as a failure.
 */
export function judgeVitest(report: VitestReport | undefined, succeeded: boolean, said: string): SuiteOutcome {
  if (!report) return { passed: 0, failed: 1, skipped: 0, failures: [`There is no report of this suite: ${said}`] };
  const failures = report.testResults.flatMap(failuresOf);
  const counts = {
    passed: report.numPassedTests,
    failed: failures.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
  if (counts.failed < report.numFailedTests || (counts.failed === 0 && !succeeded)) {
    return { ...counts, failed: Math.max(1, report.numFailedTests), failures: [...failures, said] };
  }
  if (counts.passed + counts.failed === 0)
    return { ...counts, failed: 1, failures: [`The suite ran no test: ${said}`] };
  return { ...counts, failures };
}

function failuresOf(file: VitestFile): string[] {
  const failed = file.assertionResults.filter((test) => test.status === 'failed');
  if (file.status === 'failed' && failed.length === 0) return [`${file.name}\n${file.message}`];
  return failed.map((test) => `${file.name} › ${test.fullName}\n${(test.failureMessages ?? []).join('\n')}`);
}
