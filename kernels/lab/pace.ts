/** Work goes on at most this long before timers, streams and the stop button get their turn. */
const turnMs = 30;

/** Lets the event loop breathe during long work, and tells when the user wants it to stop. */
export class Pace {
  private lastTurn = performance.now();

  /** Without a signal of its own it listens to the notebook's: interrupting the cell stops it. */
  constructor(private readonly signal: AbortSignal | undefined = globalThis.activationLabHost?.signal) {}

  async isStopped(): Promise<boolean> {
    // A cell that was given up gets no turns any more.
    if (!this.signal?.aborted && performance.now() - this.lastTurn >= turnMs) {
      await new Promise(setImmediate);
      this.lastTurn = performance.now();
    }
    return this.signal?.aborted ?? false;
  }
}
