import { inCache } from './projectPaths';
import { type PythonPackage, preparePython } from './pythonEnvironment';
import { runCommand } from './runCommand';
import { countsOf, runVitest } from './suites';

const packages: readonly PythonPackage[] = [
  { module: 'torch', requirement: 'torch' },
  { module: 'tensorflow', requirement: 'tensorflow-cpu' },
  { module: 'keras', requirement: 'keras>=3' },
  { module: 'jax', requirement: 'jax' },
  { module: 'flax', requirement: 'flax' },
  { module: 'equinox', requirement: 'equinox' },
  { module: 'haiku', requirement: 'dm-haiku' },
  { module: 'transformers', requirement: 'transformers>=4.56' },
];

/** `npm run test:swaps`: the code that swaps write, run in the real frameworks. Needs Python, and pip once. */
await runCommand({ usage: 'npm run test:swaps', options: {} }, async () => {
  const { python, missing } = await preparePython(inCache('swaps', 'venv'), packages);
  for (const { requirement, reason } of missing) console.log(`skipped: ${requirement}: ${reason}`);
  if (!python || missing.length === packages.length) {
    console.log(`0 passed, 0 failed, ${missing.length} skipped`);
    return 0;
  }
  const outcome = await runVitest('swaps', { ACTIVATION_LAB_SWAPS_PYTHON: python });
  for (const failure of outcome.failures) console.log(`\n✗ ${failure.replaceAll('\n', '\n  ')}`);
  console.log(countsOf(outcome));
  return outcome.failed > 0 ? 1 : 0;
});
