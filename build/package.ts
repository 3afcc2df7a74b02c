import { buildAll } from './buildAll';
import { createPackage } from './createPackage';
import { runCommand } from './runCommand';

/** `npm run package`: the extension as a .vsix file. */
await runCommand({ usage: 'npm run package', options: {} }, async () => {
  await buildAll();
  console.log(`Packaged ${await createPackage()}`);
  return 0;
});
