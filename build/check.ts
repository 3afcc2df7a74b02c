import { checks, runCheck } from './checks';
import { runCommand } from './runCommand';

/** `npm run check`: types and lint, everywhere. */
await runCommand({ usage: 'npm run check', options: {} }, async () => {
  let failed = 0;
  for (const check of checks) {
    const outcome = await runCheck(check);
    if (!outcome.passed) {
      failed++;
      console.log(outcome.output);
    }
  }
  return failed ? 1 : 0;
});
