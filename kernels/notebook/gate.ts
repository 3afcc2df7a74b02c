import { jobContext } from './job';
import { slot } from './threads';

const open = 0;
const settling = 1;
const terminating = 2;

/** A termination is noticed only when a wait returns. */
const waitMs = 20;

/**
 * Either main settles the running job or the wire thread terminates it: a termination that lands while the job is being
 * settled would take its reply along, and whoever waits for the cell would wait for ever.
 */
export class Gate {
  constructor(private readonly slots: Int32Array) {}

  /** Main, before it settles. Waits for a termination under way, which ends whoever waits: the job is then given up. */
  beginSettling(): void {
    while (Atomics.compareExchange(this.slots, slot.gate, open, settling) === terminating) {
      Atomics.wait(this.slots, slot.gate, terminating, waitMs);
    }
  }

  endSettling(): void {
    Atomics.compareExchange(this.slots, slot.gate, settling, open);
  }

  /**
   * Work of ours that a termination would leave half done for every later cell: tfjs with half its kernels, a promise
   * that no microtask settles any more. An interrupt gives up the cell that waits for it, and the work goes on.
   */
  async shelter<T>(work: () => Promise<T>): Promise<T> {
    Atomics.add(this.slots, slot.sheltered, 1);
    try {
      // In no job's name: an abandoned one has no timers.
      return await jobContext.exit(work);
    } finally {
      Atomics.sub(this.slots, slot.sheltered, 1);
    }
  }

  get isSheltered(): boolean {
    return Atomics.load(this.slots, slot.sheltered) > 0;
  }

  /** The wire thread, before it terminates. False: the job is just being settled, and needs no more. */
  beginTerminating(): boolean {
    return Atomics.compareExchange(this.slots, slot.gate, open, terminating) !== settling;
  }

  /** Once V8 has carried out every termination. */
  endTerminating(): void {
    Atomics.compareExchange(this.slots, slot.gate, terminating, open);
    Atomics.notify(this.slots, slot.gate);
  }
}
