import type { Gate } from './gate';
import { Job, jobContext } from './job';
import { slot } from './threads';

export type Outcome<T> = { kind: 'done'; value: T } | { kind: 'failed'; error: unknown } | { kind: 'interrupted' };

interface Entry {
  job: Job;
  start(): void;
  interrupt(): void;
}

/**
 * Runs jobs one after the other. Settling goes through plain calls, not promise chains: V8 drops pending microtasks
 * when it terminates execution, and the queue must survive that. It settles one and begins the next in one go, which no
 * termination cuts in two: the queue would stand still.
 */
export class JobQueue {
  private readonly waiting: Entry[] = [];
  private current: Entry | undefined;

  constructor(
    private readonly slots: Int32Array,
    private readonly gate: Gate,
  ) {}

  get running(): Job | undefined {
    return this.current?.job;
  }

  /** Within something whole: see Gate. */
  add<T>(
    executionId: string | null,
    work: (job: Job) => Promise<T>,
    settled: (outcome: Outcome<T>, job: Job) => void,
  ): void {
    const job = new Job(executionId);
    const settle = (outcome: Outcome<T>) => {
      if (this.running !== job) return;
      // Idle before the reply leaves: whoever reads it may interrupt at once, and must hear that nothing runs.
      this.current = undefined;
      Atomics.store(this.slots, slot.running, 0);
      try {
        settled(outcome, job);
      } finally {
        this.next();
      }
    };
    const begin = () =>
      work(job).then(
        (value) => this.gate.whole(() => settle({ kind: 'done', value })),
        (error: unknown) => this.gate.whole(() => settle({ kind: 'failed', error })),
      );
    this.waiting.push({
      job,
      start: () => void jobContext.run(job, begin),
      interrupt: () => settle({ kind: 'interrupted' }),
    });
    if (!this.current) this.next();
  }

  abort(number: number): void {
    if (this.running?.number !== number) return;
    Atomics.store(this.slots, slot.aborted, number);
    this.running.abort();
  }

  /** Raises the running job's signal at once where the user wants it stopped and the message of it still waits. */
  hear(): void {
    this.abort(Atomics.load(this.slots, slot.unwanted));
  }

  abandon(number: number): void {
    const entry = this.current;
    if (entry?.job.number !== number) return;
    // May run listeners of the cell.
    entry.job.abort();
    this.gate.whole(() => {
      entry.job.abandoned = true;
      entry.interrupt();
    });
  }

  /** The running job listens to its abort signal: an interrupt gives it time. */
  cooperate(): void {
    Atomics.store(this.slots, slot.cooperates, 1);
  }

  private next(): void {
    this.current = this.waiting.shift();
    Atomics.store(this.slots, slot.cooperates, 0);
    Atomics.store(this.slots, slot.running, this.current?.job.number ?? 0);
    if (!this.current) return;
    Atomics.sub(this.slots, slot.waiting, 1);
    this.current.start();
  }
}
