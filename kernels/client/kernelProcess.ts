import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { failure } from './kernelFailure';
import { killTree } from './killTree';

export interface KernelOptions {
  /** Where main.cjs and its companions stand: `dist/kernel`. */
  kernelDirectory: string;
  /** The notebook's file, or where an untitled one would be saved: imports are resolved from its folder. */
  notebookPath: string;
  /** Node's program; default: the one that runs this (the editor's own counts). */
  executable?: string;
  environment?: Record<string, string>;
  startTimeoutMs?: number;
}

export interface KernelProcess {
  child: ChildProcess;
  channel: Duplex;
  stdout: Readable;
  stderr: Readable;
  /** Ends the process and the children that cells started. */
  kill(): void;
}

/**
 * Stopping a loop leaves Node's stack of asynchronous callbacks unbalanced, over which Node would end the process by
 * default. Nothing in the kernel depends on that stack.
 */
const nodeOptions = ['--no-force-async-hooks-checks'];

const windows = process.platform === 'win32';

export function spawnKernel(options: KernelOptions): KernelProcess {
  const program = join(options.kernelDirectory, 'main.cjs');
  if (!existsSync(program)) {
    throw failure(
      'KernelStartFailure',
      `The kernel's program is missing: ${program}.`,
      'Build it with "npm run build".',
    );
  }
  const folder = dirname(options.notebookPath);
  if (!existsSync(folder)) {
    throw failure('KernelStartFailure', `The notebook's folder does not exist: ${folder}.`, 'Save the notebook first.');
  }
  const child = spawn(options.executable ?? process.execPath, [...nodeOptions, program, options.notebookPath], {
    cwd: folder,
    env: { ...process.env, ...options.environment, ELECTRON_RUN_AS_NODE: '1' },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    // A process group of its own: Ctrl+C in a terminal must not reach it, and killing it takes its children along.
    detached: !windows,
    windowsHide: true,
  });
  const [, stdout, stderr, channel] = child.stdio as unknown as [null, Readable, Readable, Duplex];
  // What cells have started does not outlive the kernel: the next one may need the same port.
  if (!windows) child.once('exit', () => killTree(child));
  return { child, channel, stdout, stderr, kill: () => killTree(child) };
}
