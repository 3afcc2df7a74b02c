import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { readConnectionFile } from './connectionFile';
import { JupyterKernel, type JupyterKernelOptions } from './kernel';

/** How long sent messages have to leave before the process ends. */
const lingerMs = 300;
const parentCheckMs = 2000;

interface StartOptions extends Pick<JupyterKernelOptions, 'kernelDirectory' | 'languageDirectory'> {
  version: string;
}

/** Serves one connection file until a client asks for the end, or whoever started us has gone. Resolves with the exit code. */
export async function runJupyterKernel(file: string, options: StartOptions): Promise<number> {
  const connection = readConnectionFile(resolve(file));
  return new Promise((done, fail) => {
    const kernel = new JupyterKernel(connection, {
      ...options,
      notebookPath: notebookPath(),
      // Beside the connection file is a place of this user's alone, which outlives the kernel.
      logFolder: join(dirname(resolve(file)), 'activation-lab-logs'),
      onShutdown: () => void end(),
    });
    const end = async () => {
      await kernel.shutdown();
      setTimeout(() => done(0), lingerMs);
    };
    // Clients that know only signals interrupt by this one; Ctrl+C in a terminal must not end a kernel either.
    process.on('SIGINT', () => void kernel.interrupt());
    process.on('SIGTERM', () => void end());
    watchParent(() => void end());
    kernel.start().catch(fail);
  });
}

/** Jupyter names the notebook in the environment, if there is one; imports are resolved from its folder. */
function notebookPath(): string {
  const named = process.env.JPY_SESSION_NAME;
  if (named?.endsWith('.ipynb')) return isAbsolute(named) ? named : join(process.cwd(), basename(named));
  return join(process.cwd(), 'notebook.ipynb');
}

/** A server that was killed could not tell us: its kernels must not stay for ever. */
function watchParent(onGone: () => void): void {
  const parent = Number(process.env.JPY_PARENT_PID);
  if (!Number.isInteger(parent) || parent <= 1) return;
  const timer = setInterval(() => {
    try {
      process.kill(parent, 0);
    } catch {
      clearInterval(timer);
      onGone();
    }
  }, parentCheckMs);
  timer.unref();
}
