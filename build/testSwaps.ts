import { runCommand } from './runCommand';
import { countsOf, runVitest } from './suites';
import { preparePython } from './swapsPython';

/** `npm run test:swaps`: the code that swaps write, run in the real frameworks. Needs Python, and pip once. */
await runCommand({ usage: 'npm run test:swaps', options: {} }, async () => {
  const { python, missing } = await preparePython();
  for (const { name, reason } of missing) console.log(`skipped: ${name}: ${reason}`);
  if (!python) {
    console.log(`0 passed, 0 failed, ${missing.length} skipped`);
    return 0;
  }
  process.env.ACTIVATION_LAB_SWAPS_PYTHON = python;
  const outcome = await runVitest('swaps');
  for (const failure of outcome.failures) console.log(`\n✗ ${failure.replaceAll('\n', '\n  ')}`);
  console.log(countsOf(outcome));
  return outcome.failed > 0 ? 1 : 0;
});
