import { expect, it } from 'vitest';
import { judgeVitest } from '../../build/vitestReport';

const passing = {
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 1,
  numTodoTests: 1,
  testResults: [{ name: 'a.test.ts', status: 'passed' as const, message: '', assertionResults: [] }],
};

it('counts what a good run reports', () => {
  expect(judgeVitest(passing, true, '')).toEqual({ passed: 2, failed: 0, skipped: 2, failures: [] });
});

it('takes a run without a report for a failure', () => {
  const outcome = judgeVitest(undefined, true, 'vitest was ended by SIGKILL');
  expect(outcome.failed).toBe(1);
  expect(outcome.failures[0]).toContain('SIGKILL');
});

it('takes a run without a test for a failure', () => {
  const outcome = judgeVitest({ ...passing, numPassedTests: 0, numPendingTests: 0, testResults: [] }, true, '');
  expect(outcome.failed).toBe(1);
});

it('takes a file that does not load for a failure, beside the tests that pass elsewhere', () => {
  const broken = { name: 'b.test.ts', status: 'failed' as const, message: 'Cannot find module', assertionResults: [] };
  const outcome = judgeVitest({ ...passing, testResults: [...passing.testResults, broken] }, false, '');
  expect(outcome).toMatchObject({ passed: 2, failed: 1 });
  expect(outcome.failures[0]).toContain('Cannot find module');
});

it('takes an error outside every test for a failure', () => {
  const outcome = judgeVitest(passing, false, 'Unhandled Rejection');
  expect(outcome.failed).toBe(1);
  expect(outcome.failures.join()).toContain('Unhandled Rejection');
});

it('shows each failing test with its message', () => {
  const test = { fullName: 'adds', status: 'failed', failureMessages: ['1 is not 2'] };
  const file = { name: 'c.test.ts', status: 'failed' as const, message: '', assertionResults: [test] };
  const outcome = judgeVitest({ ...passing, numFailedTests: 1, testResults: [file] }, false, '');
  expect(outcome.failures).toEqual(['c.test.ts › adds\n1 is not 2']);
});
