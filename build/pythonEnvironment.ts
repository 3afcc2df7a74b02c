import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { describeEnd } from './ownedProcess';
import { beginStep } from './progress.mjs';
import { runProgram } from './runTool';

/** A package that a suite imports, and what pip calls it. */
export interface PythonPackage {
  readonly module: string;
  readonly requirement: string;
}

export interface PythonEnvironment {
  /** Its interpreter; null where there is no Python to begin with. */
  readonly python: string | null;
  /** What could not be had, and why. */
  readonly missing: readonly { readonly requirement: string; readonly reason: string }[];
}

/**
 * A virtual environment with what a suite needs, made once. `ACTIVATION_LAB_PIP_ARGS` goes to every `pip install`, for
 * an index of one's own (`--index-url …`). Each package is fetched by itself, so that one that is missing skips its own tests.
 */
export async function preparePython(folder: string, packages: readonly PythonPackage[]): Promise<PythonEnvironment> {
  const python = path.join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  if (!existsSync(python)) {
    const reason = await createEnvironment(folder);
    if (reason) return { python: null, missing: packages.map(({ requirement }) => ({ requirement, reason })) };
  }
  const missing: { requirement: string; reason: string }[] = [];
  for (const { module, requirement } of packages) {
    const reason = (await isInstalled(python, module)) ? null : await install(python, requirement);
    if (reason) missing.push({ requirement, reason });
  }
  return { python, missing };
}

async function createEnvironment(folder: string): Promise<string | null> {
  await mkdir(path.dirname(folder), { recursive: true });
  const reasons: string[] = [];
  for (const command of process.platform === 'win32' ? ['py', 'python'] : ['python3', 'python']) {
    const { end, output } = await runProgram(command, ['-m', 'venv', folder]);
    if (end.code === 0) return null;
    reasons.push(`${command} -m venv ${describeEnd(end)}${lastLine(output)}`);
  }
  // A half-made environment would pass for a whole one the next time.
  await rm(folder, { recursive: true, force: true });
  return reasons.join('; ');
}

async function isInstalled(python: string, module: string): Promise<boolean> {
  const program = `import importlib.util, sys; sys.exit(importlib.util.find_spec("${module}") is None)`;
  return (await runProgram(python, ['-c', program])).end.code === 0;
}

async function install(python: string, requirement: string): Promise<string | null> {
  const step = beginStep(`Installing ${requirement} (once)`);
  const own = (process.env.ACTIVATION_LAB_PIP_ARGS ?? '').split(/\s+/).filter(Boolean);
  const args = ['-m', 'pip', 'install', '--quiet', '--retries', '1', '--disable-pip-version-check'];
  const { end, output } = await runProgram(python, [...args, ...own, requirement]);
  const reason = end.code === 0 ? null : `pip ${describeEnd(end)}${lastLine(output)}`;
  if (reason) step.fail(reason);
  else step.done();
  return reason;
}

function lastLine(output: string): string {
  const line = output.trim().split(/\r?\n/).at(-1);
  return line ? `: ${line}` : '';
}
