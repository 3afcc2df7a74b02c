/** One piece of work for a kernel. Pure of VS Code: a cell or a benchmark. */
export interface QueuedTask {
  /** Resolves true to go on with the tasks queued together with it, false to abort them. */
  run(): Promise<boolean>;
  /** Called instead of `run` when an earlier task failed or the user stopped the kernel. */
  abort(): void;
}

interface Entry {
  task: QueuedTask;
  batch: number;
}

/** One task at a time, in order. When a task fails, the rest of its batch is aborted; later batches still run. */
export class ExecutionQueue {
  private waiting: Entry[] = [];
  private draining: Promise<void> | undefined;
  private batches = 0;

  /** Resolves when every task of this batch has run or was aborted. */
  enqueue(tasks: readonly QueuedTask[]): Promise<void> {
    const batch = this.batches++;
    return new Promise((resolve) => {
      const last: QueuedTask = { run: async () => settle(resolve), abort: resolve };
      this.waiting.push(...[...tasks, last].map((task) => ({ task, batch })));
      this.draining ??= this.drain();
    });
  }

  get isBusy(): boolean {
    return this.draining !== undefined;
  }

  /** Drops what has not started. What runs now goes on until it is interrupted by other means. */
  abortWaiting(): void {
    this.abort(() => true);
  }

  private async drain(): Promise<void> {
    for (let entry = this.waiting.shift(); entry; entry = this.waiting.shift()) {
      const { task, batch } = entry;
      const goOn = await task.run().catch(() => false);
      if (!goOn) this.abort((other) => other.batch === batch);
    }
    this.draining = undefined;
  }

  private abort(isConcerned: (entry: Entry) => boolean): void {
    const aborted = this.waiting.filter(isConcerned);
    this.waiting = this.waiting.filter((entry) => !isConcerned(entry));
    for (const { task } of aborted) task.abort();
  }
}

function settle(resolve: () => void): true {
  resolve();
  return true;
}
