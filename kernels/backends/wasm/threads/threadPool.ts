import { Worker } from 'node:worker_threads';
import type { Memory } from '../webAssembly';
import { type ComputeThreadData, computeThreadScript, type ProgramMessage } from './computeThread';
import { type Job, jobWords, newSlot, writeJob } from './job';
import { takePieces } from './takePieces';
import { threadCount } from './threadCount';
import type { ThreadProgram } from './threadProgram';

/** A stop of the notebook's cell is noticed only between two waits. */
const waitMs = 20;
const mostWaits = 1500;

/** Threads that compute in the same memory. This thread works with them, and alone where they are not at hand. */
export class ThreadPool {
  private readonly slot = newSlot();
  private readonly ownSlot = newSlot();
  private readonly sent = new Set<number>();
  private workers: Worker[] | undefined;

  /** @param threads how many compute in all, this one included */
  constructor(
    private readonly memory: Memory,
    readonly threads: number,
  ) {}

  /** @param isLarge whether it takes longer than waking a thread, some ten microseconds */
  run<Name extends string>(job: Job<Name>, program: ThreadProgram<Name>, isLarge: boolean): void {
    const isShared = isLarge && job.pieces > 1 && this.threads > 1 && this.isIdle();
    // Words of its own where it computes alone: a thread that wakes late may still read the others.
    const slot = isShared ? this.slot : this.ownSlot;
    writeJob(slot, job, program.id, program.names.indexOf(job.name));
    if (isShared) this.begin(program);
    takePieces(slot, jobWords, program.functions[job.name]);
    if (isShared) this.waitForOthers(job.pieces);
  }

  /** Also true of what an interrupted job has left behind: the threads finish it in a moment. */
  private isIdle(): boolean {
    this.workers ??= Array.from({ length: this.threads - 1 }, (_, index) => this.start(index));
    const { words } = this.slot;
    const ticket = Atomics.load(words, jobWords.ticket);
    return this.workers.every((_, index) => Atomics.load(words, jobWords.idle + index) === ticket);
  }

  private begin({ id, module }: ThreadProgram): void {
    if (!this.sent.has(id)) {
      const message: ProgramMessage = { program: id, module };
      for (const worker of this.workers ?? []) worker.postMessage(message);
      this.sent.add(id);
    }
    Atomics.add(this.slot.words, jobWords.ticket, 1);
    Atomics.notify(this.slot.words, jobWords.ticket);
  }

  private waitForOthers(pieces: number): void {
    const { words } = this.slot;
    for (let waits = 0; waits < mostWaits; waits++) {
      const completed = Atomics.load(words, jobWords.completed);
      if (completed === pieces) return;
      Atomics.wait(words, jobWords.completed, completed, waitMs);
    }
    throw new Error('A compute thread has stopped answering. Restart the kernel, or set ACTIVATION_LAB_THREADS=1.');
  }

  private start(index: number): Worker {
    const { slot, memory } = this;
    const idle = jobWords.idle + index;
    const workerData: ComputeThreadData = { slot, at: jobWords, memory, idle };
    Atomics.store(slot.words, idle, -1);
    const worker = new Worker(computeThreadScript(takePieces), { eval: true, workerData, env: {}, execArgv: [] });
    // Never idle again: what it would have computed, the main thread computes.
    worker.on('error', () => Atomics.store(slot.words, idle, -1));
    // Threads that wait for work must not keep the process alive.
    worker.unref();
    return worker;
  }
}

const pools = new WeakMap<Memory, ThreadPool>();

/** The one pool of a memory: only a shared one can have threads. */
export function threadPoolOf(memory: Memory): ThreadPool {
  const known = pools.get(memory);
  if (known) return known;
  const pool = new ThreadPool(memory, memory.buffer instanceof SharedArrayBuffer ? threadCount() : 1);
  pools.set(memory, pool);
  return pool;
}
