import type * as threads from 'node:worker_threads';
import type { Memory, WebAssemblyOfNode } from '../webAssembly';
import type { JobWords, VectorFunctions } from './job';
import type { takeChunks } from './takeChunks';

export interface ComputeThreadData {
  readonly words: Int32Array;
  readonly at: JobWords;
  readonly memory: Memory;
  readonly functionNames: readonly string[];
  readonly perChunk: number;
  /** Where in the words this thread says what it is done with. */
  readonly idle: number;
}

/** Sent before the first job of a program. */
export interface ProgramMessage {
  readonly program: number;
  readonly module: object;
}

/** Looks for the next job this often, some ten microseconds, before it sleeps: waking takes longer than a small job. */
const spins = 20_000;

/**
 * What a compute thread runs until the process ends: sleeps, and takes chunks of each job. It is started from its text:
 * like takeChunks it must not mention anything outside itself, nor define functions.
 */
export function computeThread(
  { workerData, parentPort, receiveMessageOnPort }: typeof threads,
  engine: WebAssemblyOfNode,
  take: typeof takeChunks,
  spinCount: number,
): void {
  const { words, at, memory, functionNames, perChunk, idle } = workerData as ComputeThreadData;
  const programs = new Map<number, VectorFunctions>();
  let seen = Atomics.load(words, at.ticket);
  Atomics.store(words, idle, seen);
  for (;;) {
    for (let spin = 0; spin < spinCount && Atomics.load(words, at.ticket) === seen; spin++);
    while (Atomics.load(words, at.ticket) === seen) Atomics.wait(words, at.ticket, seen);
    seen = Atomics.load(words, at.ticket);
    const program = words[at.program] ?? 0;
    while (parentPort && !programs.has(program)) {
      const message: ProgramMessage | undefined = receiveMessageOnPort(parentPort)?.message;
      if (!message) throw new Error(`The compute thread was not sent program ${program}.`);
      const { exports } = new engine.Instance(message.module, { env: { memory } });
      programs.set(message.program, exports as VectorFunctions);
    }
    const compute = programs.get(program)?.[functionNames[words[at.name] ?? 0] ?? ''];
    if (compute) take(words, at, compute, perChunk);
    Atomics.store(words, idle, seen);
  }
}

/** The same as a script. */
export function computeThreadScript(take: typeof takeChunks): string {
  return `(${computeThread})(require('node:worker_threads'), WebAssembly, ${take}, ${spins});`;
}
