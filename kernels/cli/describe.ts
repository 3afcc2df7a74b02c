import path from 'node:path';
import { KernelClient } from '../client/kernelClient';
import type { ExecuteReply } from '../notebook/wire';
import { Terminal } from './terminal';

export const summary = 'say what is known of an activation: formula, facts, kernels, errors';

const usage = `Usage: activation-lab describe [NAME]

Formula and derivative of an activation, facts, parameters, the kernels of the backend in use and their errors.
Without a name: all activations.`;

const exitUsage = 2;

/** What `lab.describe` shows in a cell, as a terminal can show it: asked of a notebook kernel, whose backends count. */
export async function main(words: readonly string[]): Promise<number> {
  const [name, ...more] = words;
  if (name === '--help' || name === '-h') {
    console.log(usage);
    return 0;
  }
  if (more.length > 0 || name?.startsWith('-')) {
    console.error(`One activation at a time: ${words.join(' ')}.\n\n${usage}`);
    return exitUsage;
  }
  const reply = await describeInKernel(name);
  if (reply.status === 'ok') return 0;
  console.error(reply.error.message);
  return 1;
}

async function describeInKernel(name: string | undefined): Promise<ExecuteReply> {
  const kernel = await KernelClient.start({
    kernelDirectory: path.join(__dirname, '../kernel'),
    notebookPath: path.resolve('describe.ipynb'),
  });
  const terminal = new Terminal();
  kernel.on('stream', (event) => terminal.stream(event));
  kernel.on('display', ({ bundle }) => terminal.line(`${bundle['text/plain']}\n`));
  const source = `import { describe } from 'activation-lab'\ndescribe(${name === undefined ? '' : JSON.stringify(name)})`;
  try {
    return await kernel.execute({ executionId: '1', cellId: '1', cellNumber: 1, language: 'typescript', source });
  } finally {
    await kernel.shutdown();
  }
}
