import type { SpawnOptions } from 'node:child_process';
import { type ProcessEnd, startProcess } from './ownedProcess';

/** Runs a JavaScript tool with this Node to its end and keeps all it said. */
export async function runTool(
  script: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<{ readonly end: ProcessEnd; readonly output: string }> {
  return runProgram(process.execPath, [script, ...args], options);
}

/** Runs any program to its end and keeps all it said, standard output and error in the order they came. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<{ readonly end: ProcessEnd; readonly output: string }> {
  const { child, ended } = startProcess(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const keep = (data: Buffer) => {
    output += data.toString();
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return { end: await ended, output };
}
