import { buildAll, type Part } from './buildAll';
import { runCommand } from './runCommand';

/** `npm run build [-- --only kernel|editor|cli]` is rarely needed by hand: every other command builds first. */
await runCommand(
  {
    usage: 'npm run build -- [--only kernel|editor|cli]',
    options: { only: { type: 'string' } },
  },
  async ({ only }) => {
    if (only !== undefined && !isPart(only)) throw new Error(`There is no part "${only}": say kernel, editor or cli.`);
    await buildAll(only ? { only: [only] } : {});
    return 0;
  },
);

function isPart(name: string): name is Part {
  return name === 'kernel' || name === 'editor' || name === 'cli';
}
