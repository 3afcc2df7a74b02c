#!/usr/bin/env node
// `npx activation-lab …` in a clone: builds the command if its sources changed, then runs it in this process.
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const folder = path.dirname(fileURLToPath(import.meta.url));
const bootstrap = path.join(folder, 'bootstrap.mjs');
// What the build says goes to stderr: stdout belongs to the command, whose output may be a patch or JSON.
const { status } = spawnSync(process.execPath, [bootstrap, 'build', '--only', 'cli'], { stdio: ['ignore', 2, 2] });
const program = path.join(folder, '..', 'dist', 'cli', 'activation-lab.cjs');
if (status === 0) await import(pathToFileURL(program).href);
else process.exitCode = status ?? 1;
