import { expect, it } from 'vitest';
import { judgeSuite, type SuiteEvent } from '../../build/editor/suiteReport';

const pass: SuiteEvent = { kind: 'pass', title: 'one', ms: 1 };
const fail: SuiteEvent = { kind: 'fail', title: 'two', ms: 1, error: 'Error: not so' };

it('believes a suite that reached its end', () => {
  const outcome = judgeSuite([pass, { kind: 'end', passed: 1, failed: 0, skipped: 0 }], 'code 0');
  expect(outcome).toEqual({ passed: 1, failed: 0, skipped: 0, failures: [] });
});

it('does not believe a suite that stops half-way, though every test so far has passed', () => {
  const outcome = judgeSuite([pass], 'the extension host died');
  expect(outcome).toMatchObject({ passed: 1, failed: 1 });
  expect(outcome.failures[0]).toContain('the extension host died');
});

it('does not believe a sum that its tests do not make', () => {
  expect(judgeSuite([pass, { kind: 'end', passed: 5, failed: 0, skipped: 0 }], '').failed).toBe(1);
});

it('does not believe a suite without a test', () => {
  expect(judgeSuite([{ kind: 'end', passed: 0, failed: 0, skipped: 0 }], '').failed).toBe(1);
});

it('shows what failed', () => {
  const outcome = judgeSuite([fail, { kind: 'end', passed: 0, failed: 1, skipped: 0 }], '');
  expect(outcome.failures).toEqual(['two\nError: not so']);
});
