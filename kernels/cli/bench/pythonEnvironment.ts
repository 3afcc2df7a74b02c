import { execFile } from 'node:child_process';
import { access, mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheRoot } from '../../lab/data/cacheFolder';

const run = promisify(execFile);

/** PyTorch cannot be had here; the message says why, and what to do. */
export class PeerMissing extends Error {
  override readonly name = 'PeerMissing';
}

interface Options {
  /** Where the environment is kept; the project's cache when absent. */
  folder?: string;
  /** What may be Python's name here. */
  pythons?: readonly string[];
  /** Further words for pip. */
  pipArguments?: string;
  say?: (line: string) => void;
}

/** The Python of an environment of our own that has PyTorch for CPUs; made, once, where there is none. */
export async function torchPython(options: Options = {}): Promise<string> {
  const {
    folder = path.join(cacheRoot(), 'peers', 'torch'),
    pythons = process.platform === 'win32' ? ['python', 'py'] : ['python3', 'python'],
    pipArguments = process.env.ACTIVATION_LAB_PIP_ARGS ?? '',
    say = console.error,
  } = options;
  const python = path.join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python3']));
  if (await exists(path.join(folder, 'ready'))) return python;
  const base = await findPython(pythons);
  say(`Installing PyTorch for CPUs into ${folder}, once…`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(path.dirname(folder), { recursive: true });
  try {
    await run(base, ['-m', 'venv', folder]);
    const words = pipArguments.split(/\s+/).filter(Boolean);
    await run(python, ['-m', 'pip', 'install', '--quiet', 'torch', 'numpy', ...words], { maxBuffer: 2 ** 26 });
    await run(python, ['-c', 'import torch']);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw new PeerMissing(
      `PyTorch could not be installed: ${reasonOf(error)}\nName another index with ACTIVATION_LAB_PIP_ARGS="--index-url URL", or leave --peers out.`,
    );
  }
  await mkdir(path.join(folder, 'ready'));
  return python;
}

async function findPython(names: readonly string[]): Promise<string> {
  for (const name of names) {
    const found = await run(name, ['-c', 'import sys, venv; assert sys.version_info >= (3, 10)']).then(
      () => true,
      () => false,
    );
    if (found) return name;
  }
  throw new PeerMissing(
    `There is no Python 3.10 or later here (tried ${names.join(', ')}): PyTorch is not measured. Install Python, or leave --peers out.`,
  );
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

/** pip says what is wrong in its last lines. */
function reasonOf(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  return (stderr?.trim() || message || String(error)).split('\n').slice(-3).join('\n');
}
