import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { installKernelspec } from '../jupyter/installKernelspec';
import type { Place } from '../jupyter/jupyterFolders';

export const summary = 'make the TypeScript kernel known to Jupyter';

const usage = `Usage: activation-lab install-kernelspec [--user | --sys-prefix | --prefix DIR]

  --user        for this user (default)
  --sys-prefix  for the Python environment that "python" on the PATH belongs to
  --prefix DIR  for the environment in DIR (DIR/share/jupyter/kernels)`;

const exitUsage = 2;

export async function main(words: readonly string[]): Promise<number> {
  try {
    const place = placeOf(words);
    if (place === 'help') {
      console.log(usage);
      return 0;
    }
    const folder = await installKernelspec({ place, packageFolder: path.join(__dirname, '../..') });
    console.log(
      `Installed the kernel in ${folder}.\nOpen JupyterLab, or: jupyter nbconvert --to notebook --execute FILE.ipynb`,
    );
    return 0;
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error}\n\n${usage}`);
    return exitUsage;
  }
}

function placeOf(words: readonly string[]): Place | 'help' {
  const { values } = parseArgs({
    args: [...words],
    options: {
      user: { type: 'boolean' },
      'sys-prefix': { type: 'boolean' },
      prefix: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) return 'help';
  const chosen = [values.user, values['sys-prefix'], values.prefix].filter((value) => value !== undefined);
  if (chosen.length > 1) throw new Error('Choose one of --user, --sys-prefix and --prefix DIR.');
  if (values.prefix !== undefined) return { kind: 'prefix', folder: path.resolve(values.prefix) };
  return values['sys-prefix'] ? { kind: 'prefix', folder: pythonPrefix() } : { kind: 'user' };
}

/** Asks Python itself: what the environment variables say of it may be older than it is. */
function pythonPrefix(): string {
  for (const python of ['python', 'python3']) {
    try {
      return execFileSync(python, ['-c', 'import sys; print(sys.prefix)'], { encoding: 'utf8' }).trim();
    } catch {
      // The next name may be there.
    }
  }
  throw new Error('There is no Python on the PATH whose environment --sys-prefix could mean.');
}
