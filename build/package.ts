import { buildAll } from './buildAll';
import { createPackage } from './createPackage';
import { platformOf } from './platform';
import { runCommand } from './runCommand';

/** `npm run package`: the extension as a .vsix file for this machine, or for another kind. */
await runCommand(
  { usage: 'npm run package -- [--target linux-x64]', options: { target: { type: 'string' } } },
  async ({ target }) => {
    const platform = platformOf(target);
    await buildAll();
    console.log(`Packaged ${await createPackage(platform)}`);
    return 0;
  },
);
