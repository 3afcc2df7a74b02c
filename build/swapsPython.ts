import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describeEnd } from './ownedProcess';
import { beginStep } from './progress.mjs';
import { inCache } from './projectPaths';
import { runProgram } from './runTool';

/** What the suite imports, and what pip calls it. Each is fetched by itself, so that one that is missing skips its own tests. */
const packages: readonly (readonly [module: string, requirement: string])[] = [
  ['torch', 'torch'],
  ['tensorflow', 'tensorflow-cpu'],
  ['keras', 'keras>=3'],
  ['jax', 'jax'],
  ['flax', 'flax'],
  ['equinox', 'equinox'],
  ['haiku', 'dm-haiku'],
  ['transformers', 'transformers>=4.56'],
];

interface Missing {
  readonly name: string;
  readonly reason: string;
}

/**
 * A virtual environment in the project's cache, made once. `ACTIVATION_LAB_PIP_ARGS` goes to every `pip install`, for
 * an index of one's own (`--index-url …`). `python` is null where there is no Python to begin with.
 */
export async function preparePython(): Promise<{
  readonly python: string | null;
  readonly missing: readonly Missing[];
}> {
  const folder = inCache('swaps', 'venv');
  const python = path.join(folder, ...(process.platform === 'win32' ? ['Scripts', 'python.exe'] : ['bin', 'python']));
  if (!existsSync(python)) {
    const reason = await createEnvironment(folder);
    if (reason) return { python: null, missing: packages.map(([name]) => ({ name, reason })) };
  }
  const missing: Missing[] = [];
  for (const [module, requirement] of packages) {
    const reason = (await isInstalled(python, module)) ? null : await install(python, requirement);
    if (reason) missing.push({ name: requirement, reason });
  }
  return { python: missing.length < packages.length ? python : null, missing };
}

async function createEnvironment(folder: string): Promise<string | null> {
  await mkdir(path.dirname(folder), { recursive: true });
  const reasons: string[] = [];
  for (const command of process.platform === 'win32' ? ['py', 'python'] : ['python3', 'python']) {
    const { end, output } = await runProgram(command, ['-m', 'venv', folder]);
    if (end.code === 0) return null;
    reasons.push(`${command} -m venv ${describeEnd(end)}${lastLine(output)}`);
  }
  return reasons.join('; ');
}

async function isInstalled(python: string, module: string): Promise<boolean> {
  const program = `import importlib.util, sys; sys.exit(importlib.util.find_spec("${module}") is None)`;
  return (await runProgram(python, ['-c', program])).end.code === 0;
}

async function install(python: string, requirement: string): Promise<string | null> {
  const step = beginStep(`Installing ${requirement} (once)`);
  const own = (process.env.ACTIVATION_LAB_PIP_ARGS ?? '').split(/\s+/).filter(Boolean);
  const args = [
    '-m',
    'pip',
    'install',
    '--quiet',
    '--retries',
    '1',
    '--disable-pip-version-check',
    ...own,
    requirement,
  ];
  const { end, output } = await runProgram(python, args);
  const reason = end.code === 0 ? null : `pip ${describeEnd(end)}${lastLine(output)}`;
  if (reason) step.fail(reason);
  else step.done();
  return reason;
}

function lastLine(output: string): string {
  const line = output.trim().split(/\r?\n/).at(-1);
  return line ? `: ${line}` : '';
}
