// Plain JavaScript: runs before tsx does.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { pathToFileURL } from 'node:url';

/**
 * Runs a TypeScript program as if it stood in this process's place: same terminal, same folder unless told, its exit
 * code. The terminal sends Ctrl+C to both; the program decides how to end, and this process only waits for it.
 * @param {string} script
 * @param {readonly string[]} args
 * @param {string} [cwd]
 * @returns {Promise<number>} the exit code
 */
export function runInForeground(script, args, cwd = process.cwd()) {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
  const child = spawn(process.execPath, ['--import', tsx, script, ...args], { stdio: 'inherit', cwd });
  process.on('SIGINT', () => {});
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 1)));
  });
}
