import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { findPythonTensorFlow, type PythonTensorFlow } from '../../kernels/backends/tensorflow/pythonTensorFlow';
import { beginStep } from '../progress.mjs';
import { runProgram } from '../runTool';

/** What this machine lacks: the suite cannot run, which is not a failure. */
export class Lacking extends Error {}

/** pip's name for the smallest TensorFlow of this platform. */
const wheel = process.platform === 'linux' && process.arch === 'x64' ? 'tensorflow-cpu' : 'tensorflow';

/** A Python TensorFlow in an environment of our own, made once. */
export async function preparePython(environment: string): Promise<PythonTensorFlow> {
  const known = await findPythonTensorFlow(environment);
  if (known) return known;
  if (process.platform === 'win32') throw new Lacking("pip's TensorFlow for Windows has no library to link to");
  const python = await findPython();
  await rm(environment, { recursive: true, force: true });
  await makeEnvironment(python, environment);
  await installWheel(environment);
  const made = await findPythonTensorFlow(environment);
  if (!made) throw new Error(`pip has installed ${wheel} in ${environment}, but its C library is not there.`);
  return made;
}

async function findPython(): Promise<string> {
  for (const name of ['python3', 'python']) {
    const { end } = await runProgram(name, ['-c', 'import sys; sys.exit(sys.version_info < (3, 9))']);
    if (end.code === 0) return name;
  }
  throw new Lacking('there is no Python 3.9 or newer on the PATH (https://www.python.org)');
}

async function makeEnvironment(python: string, environment: string): Promise<void> {
  const step = beginStep('Making a Python environment');
  const { end, output } = await runProgram(python, ['-m', 'venv', environment]);
  if (end.code === 0) return step.done();
  step.fail();
  await rm(environment, { recursive: true, force: true });
  throw new Lacking(
    `Python cannot make an environment (on Debian: apt install python3-venv). It said: ${lastLine(output)}`,
  );
}

/** By pip's own configuration; ACTIVATION_LAB_PIP_ARGS adds what it does not say, such as --index-url. */
async function installWheel(environment: string): Promise<void> {
  const step = beginStep(`Installing ${wheel} by pip`);
  const pip = path.join(environment, 'bin', 'python');
  const more = (process.env.ACTIVATION_LAB_PIP_ARGS ?? '').split(/\s+/).filter(Boolean);
  const { end, output } = await runProgram(pip, ['-m', 'pip', 'install', '--no-input', ...more, wheel]);
  if (end.code === 0 && existsSync(pip)) return step.done();
  step.fail();
  // A half-filled environment would pass for a whole one the next time.
  await rm(environment, { recursive: true, force: true });
  throw new Lacking(`pip could not install ${wheel}: ${lastLine(output)}`);
}

function lastLine(output: string): string {
  const lines = output.split('\n').filter((line) => line.trim());
  return lines.find((line) => line.startsWith('ERROR')) ?? lines.at(-1) ?? 'nothing';
}
