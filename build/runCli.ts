import { buildAll } from './buildAll';
import { runInForeground } from './foreground.mjs';
import { inProject } from './projectPaths';
import { messageOf } from './runCommand';

/**
 * Runs kernels/cli/<name>.ts on a kernel that is up to date, in the folder where the user typed the command, so that a
 * file named there is found.
 */
export async function runCli(name: string): Promise<never> {
  try {
    await buildAll({ only: ['kernel'] });
    const program = inProject('kernels', 'cli', `${name}.ts`);
    process.exit(await runInForeground(program, process.argv.slice(2), process.env.INIT_CWD));
  } catch (error) {
    console.error(messageOf(error));
    process.exit(1);
  }
}
