import type * as threads from 'node:worker_threads';
import type { Memory, WebAssemblyOfNode } from '../webAssembly';
import type { ComputeFunction, ComputeFunctions, JobSlot, JobWords } from './job';
import type { takePieces } from './takePieces';

export interface ComputeThreadData {
  readonly slot: JobSlot;
  readonly at: JobWords;
  readonly memory: Memory;
  /** Where in the words this thread says what it is done with. */
  readonly idle: number;
}

/** Sent before the first job of a program. */
export interface ProgramMessage {
  readonly program: number;
  readonly module: object;
}

/**
 * Looks for the next job this often, a tenth of a millisecond or two, before it sleeps. Waking a thread takes forty
 * microseconds of whoever wakes it: with a tenth of this, a step of a small network gained nothing from a second thread.
 */
const spins = 200_000;

/**
 * What a compute thread runs until the process ends: sleeps, and takes pieces of each job. It is started from its text:
 * like takePieces it must not mention anything outside itself, nor define functions.
 */
export function computeThread(
  { workerData, parentPort, receiveMessageOnPort }: typeof threads,
  engine: WebAssemblyOfNode,
  take: typeof takePieces,
  spinCount: number,
): void {
  const { slot, at, memory, idle } = workerData as ComputeThreadData;
  const { words } = slot;
  const programs = new Map<number, ComputeFunction[]>();
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
      programs.set(message.program, Object.values(exports as ComputeFunctions));
    }
    const compute = programs.get(program)?.[words[at.function] ?? 0];
    if (compute) take(slot, at, compute);
    Atomics.store(words, idle, seen);
  }
}

/** The same as a script. */
export function computeThreadScript(take: typeof takePieces): string {
  return `(${computeThread})(require('node:worker_threads'), WebAssembly, ${take}, ${spins});`;
}
