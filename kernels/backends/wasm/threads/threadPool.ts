import { Worker } from 'node:worker_threads';
import { functionNames } from '../../../codegen/wasm/compile';
import type { Memory } from '../webAssembly';
import { type ComputeThreadData, computeThreadScript, type ProgramMessage } from './computeThread';
import { type Job, jobWords, type VectorFunctions, writeJob } from './job';
import { takeChunks, vectorsPerChunk } from './takeChunks';

/** What is sent to every thread that has to compute a program. */
export interface ThreadProgram {
  readonly module: object;
  readonly functions: VectorFunctions;
}

/** Below this, waking a thread takes longer than it saves. */
const fewestVectors = 4 * vectorsPerChunk;
/** A stop of the notebook's cell is noticed only between two waits. */
const waitMs = 20;
const mostWaits = 1500;

/** Threads that compute in the same memory. This thread works with them, and alone where they are not at hand. */
export class ThreadPool {
  private readonly words = sharedWords();
  private readonly ownWords = sharedWords();
  private readonly sent = new Set<number>();
  private workers: Worker[] | undefined;

  /** @param threads how many compute in all, this one included */
  constructor(
    private readonly memory: Memory,
    readonly threads: number,
  ) {}

  run(job: Job, program: ThreadProgram): void {
    const compute = program.functions[functionNames[job.name] ?? ''];
    if (!compute) throw new Error(`A program has no function number ${job.name}.`);
    if (this.isWorthwhile(job) && this.isIdle()) {
      this.begin(job, program);
      takeChunks(this.words, jobWords, compute, vectorsPerChunk);
      this.waitForOthers(Math.ceil(job.vectors / vectorsPerChunk));
    } else {
      // Words of its own: a thread that wakes late may still read the others.
      writeJob(this.ownWords, job);
      takeChunks(this.ownWords, jobWords, compute, vectorsPerChunk);
    }
  }

  /** Also true of what an interrupted job has left behind: the threads finish it in a moment. */
  private isIdle(): boolean {
    this.workers ??= Array.from({ length: this.threads - 1 }, (_, index) => this.start(index));
    const ticket = Atomics.load(this.words, jobWords.ticket);
    return this.workers.every((_, index) => Atomics.load(this.words, jobWords.idle + index) === ticket);
  }

  private isWorthwhile({ vectors }: Job): boolean {
    return this.threads > 1 && vectors >= fewestVectors;
  }

  private begin(job: Job, { module }: ThreadProgram): void {
    if (!this.sent.has(job.program)) {
      const message: ProgramMessage = { program: job.program, module };
      for (const worker of this.workers ?? []) worker.postMessage(message);
      this.sent.add(job.program);
    }
    writeJob(this.words, job);
    Atomics.add(this.words, jobWords.ticket, 1);
    Atomics.notify(this.words, jobWords.ticket);
  }

  private waitForOthers(chunks: number): void {
    for (let waits = 0; waits < mostWaits; waits++) {
      const completed = Atomics.load(this.words, jobWords.completed);
      if (completed === chunks) return;
      Atomics.wait(this.words, jobWords.completed, completed, waitMs);
    }
    throw new Error('A compute thread has stopped answering. Restart the kernel, or set ACTIVATION_LAB_THREADS=1.');
  }

  private start(index: number): Worker {
    const { words, memory } = this;
    const idle = jobWords.idle + index;
    const workerData: ComputeThreadData = {
      words,
      at: jobWords,
      memory,
      functionNames,
      perChunk: vectorsPerChunk,
      idle,
    };
    Atomics.store(words, idle, -1);
    const worker = new Worker(computeThreadScript(takeChunks), { eval: true, workerData, env: {}, execArgv: [] });
    // Never idle again: what it would have computed, the main thread computes.
    worker.on('error', () => Atomics.store(words, idle, -1));
    // Threads that wait for work must not keep the process alive.
    worker.unref();
    return worker;
  }
}

const mostThreads = 64;

function sharedWords(): Int32Array {
  const words = jobWords.idle + mostThreads;
  return new Int32Array(new SharedArrayBuffer(words * Int32Array.BYTES_PER_ELEMENT));
}
