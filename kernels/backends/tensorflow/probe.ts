import { execFile } from 'node:child_process';
import { tensorFlowDefaults } from './prepareProcess';

export type ProbeResult = { works: true; gpu: boolean } | { works: false; reason: string };

/** Loading TensorFlow takes a second or two; compiling for a new GPU can take most of a minute. */
const defaultLimitMs = 60_000;

export interface ProbeOptions {
  /** The Node that kernels run on, where it is not this one. */
  executable?: string;
  limitMs?: number;
  signal?: AbortSignal;
}

/** Stands before the answer: whatever else the package prints is not taken for one. */
const marker = 'activation-lab-probe:';

/** The same preparation as in prepareProcess, then the smallest program that needs every part of the package. */
const program = `
const util = require('util');
util.isArray ??= Array.isArray;
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
const tf = require(process.argv[1]);
(async () => {
  await tf.ready();
  const product = tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2]));
  const values = Array.from(await product.data());
  const answer = { backend: tf.getBackend(), gpu: Boolean(tf.backend().isUsingGpuDevice), values };
  process.stdout.write('\\n${marker}' + JSON.stringify(answer) + '\\n');
})();
`;

/**
 * Loads a TensorFlow package in a child process and lets it compute. Native code is never loaded into a kernel untested:
 * a broken library ends its process without a word.
 */
export function probe(root: string, { limitMs = defaultLimitMs, ...how }: ProbeOptions = {}): Promise<ProbeResult> {
  const env = { ...tensorFlowDefaults, ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const options = { env, timeout: limitMs, killSignal: 'SIGKILL', windowsHide: true, signal: how.signal } as const;
  return new Promise((settle) => {
    execFile(how.executable ?? process.execPath, ['--eval', program, root], options, (failure, stdout, stderr) => {
      settle(failure ? { works: false, reason: reasonOf(failure, stderr, limitMs) } : resultOf(stdout));
    });
  });
}

type ChildFailure = Error & { killed?: boolean; signal?: NodeJS.Signals | null; code?: number | string | null };

function reasonOf(failure: ChildFailure, stderr: string, limitMs: number): string {
  if (failure.killed) return `it did not answer within ${limitMs / 1000} seconds`;
  if (failure.signal) return `it ended the process by ${failure.signal}: its native library does not run here`;
  const thrown = stderr.split('\n').find((line) => /^\w*Error\b/.test(line));
  return thrown?.replace(/[\s.]+$/, '') ?? `it ended the process with code ${failure.code}`;
}

function resultOf(stdout: string): ProbeResult {
  const line = stdout.split('\n').find((text) => text.startsWith(marker));
  if (!line) return { works: false, reason: 'it ended the process before it had computed anything' };
  const answer = JSON.parse(line.slice(marker.length)) as { backend: string; gpu: boolean; values: number[] };
  if (answer.backend !== 'tensorflow')
    return { works: false, reason: `it computes on "${answer.backend}", not TensorFlow` };
  if (answer.values.join() === '19,22,43,50') return { works: true, gpu: answer.gpu };
  return { works: false, reason: `it computes wrongly: [1 2; 3 4] × [5 6; 7 8] gave ${answer.values.join(' ')}` };
}
