import { type ChildProcess, spawn } from 'node:child_process';
import { killTree } from '../../../client/killTree';
import { watchGrowth } from './folderGrowth';
import { InstallFailure } from './installFailure';

export interface Program {
  command: string;
  args: readonly string[];
  /** Windows starts .cmd files through a shell or not at all. */
  shell?: boolean;
}

/** How a step of an install is seen and ended. */
export interface Watch {
  /** Grows while anything arrives; the program runs in it. */
  folder: string;
  /** A program that shows no sign of life for this long is ended. */
  stallMs: number;
  signal: AbortSignal;
  onProgress(bytes: number): void;
  onOutput(text: string): void;
}

export interface Ended {
  succeeded: boolean;
  /** Standard output and error, as they came. */
  output: string;
}

/** Runs a program to its end. Cancelled or stalled, it is ended with all that it started, and this rejects. */
export async function runWatched(program: Program, env: NodeJS.ProcessEnv, watch: Watch): Promise<Ended> {
  const { signal, folder, stallMs } = watch;
  signal.throwIfAborted();
  const child = spawn(program.command, program.args, {
    cwd: folder,
    env,
    shell: program.shell ?? false,
    stdio: ['ignore', 'pipe', 'pipe'],
    // The head of a group of its own, which is ended as one.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  let stalled = false;
  const end = () => killTree(child);
  const growth = watchGrowth(folder, {
    stallMs,
    onGrowth: watch.onProgress,
    onStall: () => {
      stalled = true;
      end();
    },
  });
  signal.addEventListener('abort', end);
  try {
    const ended = await endOf(program, child, (text) => {
      growth.heard();
      watch.onOutput(text);
    });
    signal.throwIfAborted();
    if (stalled) throw stall(stallMs);
    return ended;
  } finally {
    growth.stop();
    signal.removeEventListener('abort', end);
  }
}

function endOf({ command }: Program, child: ChildProcess, onOutput: (text: string) => void): Promise<Ended> {
  let output = '';
  const keep = (data: Buffer) => {
    output += data;
    onOutput(data.toString());
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      reject(new InstallFailure(`${command} could not be started (${error.message}).`, 'Check that it is installed.'));
    });
    child.once('close', (code) => resolve({ succeeded: code === 0, output }));
  });
}

function stall(stallMs: number): InstallFailure {
  return new InstallFailure(
    `Nothing has arrived for ${Math.round(stallMs / 1000)} seconds, so the install was ended.`,
    'Check the network and proxy settings, then run it again.',
  );
}
