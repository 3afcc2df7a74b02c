import { buildAll, type Part } from './buildAll';
import { runCommand } from './runCommand';

/** `npm run build [-- --only kernel|editor]` is rarely needed by hand: every other command builds first. */
await runCommand(
  {
    usage: 'npm run build -- [--only kernel|language|editor]',
    options: { only: { type: 'string' } },
  },
  async ({ only }) => {
    if (only !== undefined && !isPart(only))
      throw new Error(`There is no part "${only}": say kernel, language or editor.`);
    await buildAll(only ? { only: [only] } : {});
    return 0;
  },
);

function isPart(name: string): name is Part {
  return name === 'kernel' || name === 'language' || name === 'editor';
}
