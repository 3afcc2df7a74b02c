import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { StartOptions } from '../../kernels/backends/start';
import { wasmFolder } from '../support/backends';

const start = join(__dirname, '../../kernels/backends/start.ts');

export interface Started {
  backend?: string;
  device?: string;
  detail?: string;
  /** Why none was started. */
  failure?: string;
  /** Whether Dawn was loaded. */
  dawn: boolean;
}

export interface ProcessOptions {
  /** Statements to run first. */
  before?: string;
  env?: Record<string, string>;
  /** Node's program. */
  node?: string;
}

/** Starts a backend in a process of its own: tfjs keeps the first one. Fails when the process does not end well. */
export async function inProcess(
  options: Partial<StartOptions>,
  { before = '', env = {}, node = process.execPath }: ProcessOptions = {},
): Promise<Started> {
  const program = `
    ${before}
    const { startBackend } = require(${JSON.stringify(start)});
    const tell = (answer) => {
      console.log(JSON.stringify({ ...answer, dawn: 'activationLabGpu' in globalThis }));
      process.exit(0);
    };
    startBackend(${JSON.stringify({ wasmFolder, provider: 'bundled', ...options })})
      .then(tell, (error) => tell({ failure: error.message }));`;
  const { stdout } = await promisify(execFile)(node, ['--require', require.resolve('tsx'), '--eval', program], {
    cwd: join(__dirname, '../..'),
    env: { ...process.env, ...env },
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Started;
}
