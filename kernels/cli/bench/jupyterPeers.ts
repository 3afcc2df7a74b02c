import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { cacheRoot } from '../../lab/data/cacheFolder';
import type { Program } from './jupyterContestant';

const run = promisify(execFile);
const windows = process.platform === 'win32';

interface JupyterPeer {
  name: string;
  packageName: string;
  start(bin: (name: string) => string, connectionFile: string): string[];
}

/** The other kernels for TypeScript and JavaScript that npm carries. */
export const jupyterPeers: readonly JupyterPeer[] = [
  { name: 'tslab', packageName: 'tslab', start: (bin, file) => [bin('tslab'), 'kernel', `--config-path=${file}`] },
  { name: 'Deno', packageName: 'deno', start: (bin, file) => [bin('deno'), 'jupyter', '--kernel', '--conn', file] },
  {
    name: 'IJavascript',
    packageName: 'ijavascript',
    start: (bin, file) => [bin('ijskernel'), '--hide-undefined', file, '--protocol=5.1'],
  },
];

/** Installed once, each into a folder of its own; rejects in words when npm cannot. */
export async function installPeer(
  { packageName, start }: JupyterPeer,
  { root = path.join(cacheRoot(), 'peers', 'kernels'), say = console.error } = {},
): Promise<Program> {
  const folder = path.join(root, packageName);
  const ready = path.join(folder, 'ready');
  if (!existsSync(ready)) {
    say(`Installing ${packageName} into ${folder}, once…`);
    await mkdir(folder, { recursive: true });
    try {
      const words = ['install', '--prefix', folder, '--no-audit', '--no-fund', packageName];
      await run(windows ? 'npm.cmd' : 'npm', words, { cwd: folder, shell: windows, maxBuffer: 2 ** 26 });
    } catch (error) {
      await rm(folder, { recursive: true, force: true });
      const { stderr, message } = error as { stderr?: string; message: string };
      const reason = (stderr ?? message).split('\n').find((line) => /error/i.test(line)) ?? message;
      throw new Error(`npm install ${packageName} failed: ${reason.trim()}`);
    }
    await writeFile(ready, '');
  }
  const bin = (name: string) => path.join(folder, 'node_modules', '.bin', windows ? `${name}.cmd` : name);
  return (file) => start(bin, file);
}
