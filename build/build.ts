import { buildAll, type Part } from './buildAll';
import { runCommand } from './runCommand';

/** `npm run build [-- --only kernel|language|editor|cli]…` is rarely needed by hand: every other command builds first. */
await runCommand(
  {
    usage: 'npm run build -- [--only kernel|language|editor|cli]…',
    options: { only: { type: 'string', multiple: true } },
  },
  async ({ only = [] }) => {
    const unknown = only.filter((name) => !isPart(name));
    if (unknown.length > 0)
      throw new Error(`There is no part "${unknown.join(', ')}": say kernel, language, editor or cli.`);
    await buildAll(only.length > 0 ? { only: only.filter(isPart) } : {});
    return 0;
  },
);

function isPart(name: string): name is Part {
  return name === 'kernel' || name === 'language' || name === 'editor' || name === 'cli';
}
