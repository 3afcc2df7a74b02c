import { buildAll } from './buildAll';
import { bundleSuite } from './editor/bundleSuite';
import { runDesktopSuite } from './editor/desktopSuite';
import { projectRoot } from './projectPaths';
import { runCommand } from './runCommand';

/** `npm run test:desktop`: the suite of the editor once more, in VS Code for the desktop. */
await runCommand({ usage: 'npm run test:desktop', options: {} }, async () => {
  await buildAll();
  const outcome = await runDesktopSuite({ extension: projectRoot, suite: await bundleSuite() });
  for (const failure of outcome.failures) console.log(`\n✗ ${failure}`);
  console.log(`\n${outcome.passed} passed, ${outcome.failed} failed, ${outcome.skipped} skipped`);
  return outcome.failed > 0 ? 1 : 0;
});
