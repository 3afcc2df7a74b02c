// Plain JavaScript: runs before node_modules exist.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { beginStep } from './progress.mjs';

/** The npm that started us, else the one shipped beside this Node, else the one on the PATH. */
export function findNpm() {
  const beside = path.dirname(process.execPath);
  const script = [
    process.env.npm_execpath ?? '',
    path.join(beside, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
    path.join(beside, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
  ].find((file) => path.basename(file) === 'npm-cli.js' && existsSync(file));
  if (script) return { command: process.execPath, args: [script], shell: false };
  // Windows has only npm.cmd there, which Node starts through a shell or not at all.
  return { command: 'npm', args: [], shell: process.platform === 'win32' };
}

/**
 * Runs npm with the user's own configuration (registry, proxy, cache) and shows one line that counts what arrives.
 * @param {string} label
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<void>} rejects with npm's own words when npm fails
 */
export function runNpm(label, args, cwd) {
  const npm = findNpm();
  const step = beginStep(label);
  return new Promise((resolve, reject) => {
    // "http" makes npm name each download, which is the only progress it reports without a terminal.
    const flags = ['--no-audit', '--no-fund', '--loglevel=http', '--no-update-notifier'];
    const child = spawn(npm.command, [...npm.args, ...args, ...flags], {
      cwd,
      shell: npm.shell,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: withoutParentScript(process.env),
    });
    let fetched = 0;
    /** @type {string[]} */
    const words = [];
    /** @param {Buffer} data */
    const read = (data) => {
      for (const line of data.toString().split('\n')) {
        if (/^npm http (fetch|cache)/.test(line)) step.update(`${++fetched} fetched`);
        else if (line.trim()) words.push(line);
      }
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('error', (error) => {
      step.fail(error.message);
      reject(new Error(`npm could not be started (${error.message}). Install Node with npm from https://nodejs.org.`));
    });
    child.on('close', (code, signal) => {
      if (code === 0) {
        step.done();
        return resolve();
      }
      step.fail(signal ? `stopped by ${signal}` : `npm ended with code ${code}`);
      reject(new Error(saidBy(words)));
    });
  });
}

/** The cause stands first; help texts and the place of a log follow. @param {string[]} words */
function saidBy(words) {
  const errors = words.filter((line) => /^npm (error|ERR!) +(?!at )\S/.test(line));
  return (errors.length > 0 ? errors : words).slice(0, 12).join('\n');
}

/**
 * An npm started by an npm script inherits that script's package as its own configuration; the user's is kept.
 * @param {NodeJS.ProcessEnv} env
 */
function withoutParentScript(env) {
  const inherited = /^npm_(package_|lifecycle_|command$|config_local_prefix$)/;
  return Object.fromEntries(Object.entries(env).filter(([name]) => !inherited.test(name)));
}
