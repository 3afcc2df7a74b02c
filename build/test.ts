import type { SuiteOutcome } from './editor/suiteReport';
import { messageOf, runCommand } from './runCommand';
import { countsOf, type Suite, suites } from './suites';

const names = suites.map((suite) => suite.name);

/** `npm test`: everything, with what it lacks installed; the last line is the sum of all suites. */
await runCommand(
  {
    usage: `npm test -- [--only ${names.join('|')}]…`,
    options: { only: { type: 'string', multiple: true } },
  },
  async ({ only = names }) => {
    const unknown = only.filter((name) => !names.includes(name));
    if (unknown.length > 0) throw new Error(`There is no suite ${unknown.join(', ')}: say ${names.join(', ')}.`);
    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const suite of suites.filter(({ name }) => only.includes(name))) {
      const outcome = await runSuite(suite);
      total.passed += outcome.passed;
      total.failed += outcome.failed;
      total.skipped += outcome.skipped;
    }
    console.log(`\n${countsOf(total)}`);
    return total.failed > 0 ? 1 : 0;
  },
);

async function runSuite(suite: Suite): Promise<SuiteOutcome> {
  const started = performance.now();
  console.log(`\n${suite.label} (${suite.name})`);
  const outcome = await suite.run().catch((error: unknown) => crashed(suite, error));
  for (const failure of outcome.failures) console.log(`\n✗ ${failure.replaceAll('\n', '\n  ')}`);
  const mark = outcome.failed > 0 ? '✗' : '✓';
  console.log(`${mark} ${suite.name}: ${countsOf(outcome)} (${((performance.now() - started) / 1000).toFixed(1)} s)`);
  return outcome;
}

/** A suite that could not run is a failure like any other. */
function crashed(suite: Suite, error: unknown): SuiteOutcome {
  return { passed: 0, failed: 1, skipped: 0, failures: [`The suite ${suite.name} could not run: ${messageOf(error)}`] };
}
