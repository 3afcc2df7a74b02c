import path from 'node:path';
import { runJupyterKernel } from '../jupyter/main';
import { ownVersion } from './ownVersion';

export const summary = 'serve a Jupyter connection file (Jupyter calls this)';

const exitUsage = 2;

/** `activation-lab kernel CONNECTION_FILE`: what the installed kernelspec runs. */
export async function main([file]: readonly string[]): Promise<number> {
  if (file === undefined || file.startsWith('-')) {
    console.error(
      'Usage: activation-lab kernel CONNECTION_FILE\n\nJupyter starts this by itself: see install-kernelspec.',
    );
    return exitUsage;
  }
  const code = await runJupyterKernel(file, {
    kernelDirectory: path.join(__dirname, '../kernel'),
    languageDirectory: path.join(__dirname, '../language'),
    version: ownVersion(),
  });
  // Sockets of clients that never close must not keep a kernel that was told to go.
  process.exit(code);
}
