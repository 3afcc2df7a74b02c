import { jobContext } from './job';
import { slot } from './threads';

/** Nobody has the say: a termination may begin, and so may something whole. */
const open = 0;
/** Main is inside something whole. */
const closed = 1;
/** The same, and the wire thread waits for its end. */
const wanted = 2;
/** The wire thread has the say: main begins nothing whole, and falls to the termination where it waits. */
const terminating = 3;

/** A termination is noticed only when a wait returns. */
const waitMs = 20;

/**
 * Keeps terminations out of what they must not cut in two: the settling of a job, whose reply would be lost, and tfjs's
 * WebAssembly, whose heap would be left broken. V8 terminates at any call and any turn of a loop, there as in JavaScript,
 * so the wire thread posts no termination before main is outside, and main does not go in again before it was carried out.
 * One word in shared memory says whose turn it is: whichever thread changes it first has it.
 */
export class Gate {
  /** Of main alone, and changed only while the gate is closed, so that no termination leaves it wrong. */
  private depth = 0;

  constructor(private readonly slots: Int32Array) {}

  /** Main: runs to its end whatever the wire thread wants. Only for what ends soon, and calls no function of a cell. */
  whole<T>(work: () => T): T {
    this.enter();
    try {
      return work();
    } finally {
      this.leave();
    }
  }

  /** The beginning of something whole. Waits for a termination under way, which ends whoever waits. */
  enter(): void {
    if (this.depth === 0) {
      while (!this.change(open, closed)) this.awaitTermination();
    }
    this.depth++;
  }

  /** Its end. Where the wire thread waits for it, the termination lands here. */
  leave(): void {
    this.depth--;
    if (this.depth > 0 || this.change(closed, open)) return;
    // Either the wire thread still waits, and takes over, or it has just given up.
    while (!this.change(wanted, terminating)) if (this.change(closed, open)) return;
    while (Atomics.load(this.slots, slot.gate) === terminating) this.awaitTermination();
  }

  /**
   * Work of ours that waits, and that a termination would leave half done for every later cell: tfjs with half its
   * kernels, a promise that no microtask settles any more. An interrupt gives up the cell that waits for it, and the
   * work goes on.
   */
  async shelter<T>(work: () => Promise<T>): Promise<T> {
    // Not beside a termination: the wire thread looks once it has the say.
    this.whole(() => Atomics.add(this.slots, slot.sheltered, 1));
    try {
      // In no job's name: an abandoned one has no timers.
      return await jobContext.run(undefined, work);
    } finally {
      Atomics.sub(this.slots, slot.sheltered, 1);
    }
  }

  get isSheltered(): boolean {
    return Atomics.load(this.slots, slot.sheltered) > 0;
  }

  /** The wire thread, as often as it takes until it is true: main is outside, and can be terminated. */
  beginTerminating(): boolean {
    if (this.change(open, terminating)) return true;
    return Atomics.compareExchange(this.slots, slot.gate, closed, wanted) === terminating;
  }

  /** How often main has looked, in all its waits, whether it may go on: each look is a place where a termination lands. */
  get turns(): number {
    return Atomics.load(this.slots, slot.turns);
  }

  /** Once V8 has carried it out, or when there is nothing to terminate any more. */
  endTerminating(): void {
    this.change(wanted, closed);
    this.change(terminating, open);
    Atomics.notify(this.slots, slot.gate);
  }

  private change(from: number, to: number): boolean {
    return Atomics.compareExchange(this.slots, slot.gate, from, to) === from;
  }

  private awaitTermination(): void {
    Atomics.wait(this.slots, slot.gate, terminating, waitMs);
    Atomics.add(this.slots, slot.turns, 1);
  }
}
