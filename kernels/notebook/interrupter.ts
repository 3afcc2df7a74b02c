import { Session } from 'node:inspector';
import { helperName } from './compile/helperName';
import { Gate } from './gate';
import { slot, type ToMain } from './threads';

/** Time for main's event loop to hear the abort signal before a busy loop is assumed. */
const hearMs = 50;
/** The same for code that listens to the signal: a training step may compute for a while before it looks. */
const hearCooperativeMs = 1500;
/** Time for code that listens to the signal to clean up and return. */
const finishMs = 2000;
const retryMs = 60;
/** Loading tfjs takes less; whatever takes longer is a loop of the cell that keeps the load from going on. */
const shelterMs = 4000;

/** Escalates: abort signal → terminate what computes → give up what waits. Killing is the parent's choice. */
export class Interrupter {
  private session: Session | undefined;
  private stopping: Promise<void> | undefined;
  private shelteredUntil = 0;
  /** Terminations that V8 has not carried out yet: the next JavaScript on main, whatever it is, would fall to them. */
  private outstanding = 0;
  private readonly gate: Gate;

  constructor(
    private readonly slots: Int32Array,
    private readonly tellMain: (message: ToMain) => void,
  ) {
    this.gate = new Gate(slots);
  }

  async interrupt(): Promise<boolean> {
    if (this.running() === 0 && !this.isBlocked()) return false;
    if (!this.stopping) this.shelteredUntil = performance.now() + shelterMs;
    this.stopping ??= this.unblock()
      .then(() => this.stop(this.running()))
      .finally(() => {
        this.stopping = undefined;
        // Node would wait for an open session when the process ends.
        this.session?.disconnect();
        this.session = undefined;
      });
    await this.stopping;
    return true;
  }

  /** Resolves when main can be given work without losing it to a termination. */
  async settled(): Promise<void> {
    await this.stopping;
  }

  private running(): number {
    return Atomics.load(this.slots, slot.running);
  }

  private isBlocked(): boolean {
    return this.running() === 0 && Atomics.load(this.slots, slot.waiting) > 0;
  }

  /** Something that an earlier cell left behind keeps main from beginning the next: it goes first. */
  private async unblock(): Promise<void> {
    for (let wait = hearMs; !(await within(wait, () => !this.isBlocked())); wait = retryMs) this.terminate();
  }

  private async stop(job: number): Promise<void> {
    const cooperates = () => Atomics.load(this.slots, slot.cooperates) === 1;
    const ended = () => this.running() !== job || job === 0;
    const heard = () => ended() || Atomics.load(this.slots, slot.aborted) === job;
    if (job !== 0) this.tellMain({ method: 'abort', job });
    if (!(await within(cooperates() ? hearCooperativeMs : hearMs, heard))) this.terminate();
    else if (cooperates()) await within(finishMs, ended);
    while (!ended() || this.outstanding > 0) {
      this.tellMain({ method: 'abandon', job });
      if (!(await within(retryMs, () => ended() && this.outstanding === 0)) && !ended()) this.terminate();
    }
  }

  private terminate(): void {
    if (this.gate.isSheltered && performance.now() < this.shelteredUntil) return;
    if (this.outstanding > 0 || !this.gate.beginTerminating()) return;
    if (!this.session) {
      this.session = new Session();
      this.session.connectToMainThread();
    }
    this.outstanding++;
    // Main carries it out between two instructions of what it runs: see asyncStack.
    this.session.post('Runtime.evaluate', { expression: `${helperName}.loosen()` });
    this.session.post('Runtime.terminateExecution', () => {
      this.outstanding--;
      this.gate.endTerminating();
    });
    if (Atomics.load(this.slots, slot.debugged) === 1) this.letGo(this.session);
  }

  /** What a debugger holds at a breakpoint ends only when it goes on. Refused by V8, and no harm, when nothing is held. */
  private letGo(session: Session): void {
    session.post('Debugger.enable');
    session.post('Debugger.resume', { terminateOnResume: true });
  }
}

async function within(milliseconds: number, isTrue: () => boolean): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!isTrue()) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  return true;
}
