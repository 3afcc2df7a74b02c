import { AsyncLocalStorage } from 'node:async_hooks';

/** One thing the kernel runs: a cell or a benchmark. It outlives its reply, since timers and promises still belong to it. */
export class Job {
  private static count = 0;
  readonly number = ++Job.count;
  private readonly controller = new AbortController();
  /** Given up by an interrupt: what it still does in the background is unwanted. */
  abandoned = false;

  /** @param executionId null: not a cell's work, so its output belongs to nobody. */
  constructor(readonly executionId: string | null) {}

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  abort(): void {
    if (!this.signal.aborted) this.controller.abort(new DOMException('Stopped by the user.', 'AbortError'));
  }
}

/** Which job the code that runs now belongs to: follows timers, promises and callbacks. */
export const jobContext = new AsyncLocalStorage<Job | undefined>();
