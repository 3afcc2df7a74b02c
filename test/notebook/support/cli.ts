import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export const root = join(__dirname, '../../..');

interface Ran {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** `npm run notebook -- …`, without npm: as the build scripts start it. */
export function runCli(
  words: string[],
  { cwd, interruptAt, signal = 'SIGINT' }: { cwd: string; interruptAt?: string; signal?: NodeJS.Signals },
): Promise<Ran> {
  const loader = pathToFileURL(join(root, 'node_modules/tsx/dist/loader.mjs')).href;
  const child = spawn(process.execPath, ['--import', loader, join(root, 'kernels/cli/notebook.ts'), ...words], { cwd });
  const ran = { code: null as number | null, stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    ran.stdout += text;
    if (interruptAt === undefined || !ran.stdout.includes(interruptAt)) return;
    interruptAt = undefined;
    child.kill(signal);
  });
  child.stderr.on('data', (text) => {
    ran.stderr += text;
  });
  return new Promise((resolve) => child.on('close', (code) => resolve({ ...ran, code })));
}
