import { Session } from 'node:inspector';
import { helperName } from './compile/helperName';
import type { Gate } from './gate';
import { slot, type ToMain } from './threads';

/** Time for main's event loop to hear the abort signal before a busy loop is assumed. */
const hearMs = 50;
/** The same for code that listens to the signal: a training step may compute for a while before it looks. */
const hearCooperativeMs = 1500;
/** Time for code that listens to the signal to clean up and return. */
const finishMs = 2000;
const retryMs = 60;
const pollMs = 2;
/** V8 carries a termination out in a few milliseconds, or when what blocks it returns. */
const insistMs = 400;
/** Main turns at most once in a wait with a termination upon it. */
const turnsWithout = 3;
/**
 * Loading tfjs takes less; whatever takes longer is a loop of the cell that keeps the load from going on. Measured: of 36
 * kernels that were stopped at some moment of that load, 12 could never import tfjs again without the shelter, none with
 * it; a stop took 51 ms in place of 31 on average.
 */
const shelterMs = 4000;

/** Escalates: abort signal → terminate what computes → give up what waits. Killing is the parent's choice. */
export class Interrupter {
  private session: Session | undefined;
  private stopping: Promise<void> | undefined;
  private shelteredUntil = 0;
  /** V8 has answered the last termination, and takes another. */
  private isCarriedOut = true;

  constructor(
    private readonly slots: Int32Array,
    private readonly gate: Gate,
    private readonly main: {
      tell(message: ToMain): void;
      /** A termination was carried out: whatever main had just taken in hand is lost. */
      terminated(): void;
    },
  ) {}

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
    const isFree = () => !this.isBlocked();
    for (let wait = hearMs; !(await within(wait, isFree)); wait = retryMs) await this.terminateUnless(isFree);
  }

  private async stop(job: number): Promise<void> {
    const cooperates = () => Atomics.load(this.slots, slot.cooperates) === 1;
    const ended = () => this.running() !== job || job === 0;
    const heard = () => ended() || Atomics.load(this.slots, slot.aborted) === job;
    Atomics.store(this.slots, slot.unwanted, job);
    if (job !== 0) this.main.tell({ method: 'abort', job });
    if (!(await within(cooperates() ? hearCooperativeMs : hearMs, heard))) await this.terminateUnless(ended);
    else if (cooperates()) await within(finishMs, ended);
    while (!ended()) {
      this.main.tell({ method: 'abandon', job });
      if (!(await within(retryMs, ended))) await this.terminateUnless(ended);
    }
    await this.carriedOut(() => this.isCarriedOut);
  }

  /** Resolves when the termination was carried out, or is not needed any more. */
  private async terminateUnless(isOver: () => boolean): Promise<void> {
    await this.carriedOut(() => this.isCarriedOut || isOver());
    // Main may be inside something whole, and comes out soon: at the latest when tfjs has computed what it computes.
    while (!isOver() && !this.gate.beginTerminating()) await new Promise((resolve) => setTimeout(resolve, pollMs));
    const isSheltered = this.gate.isSheltered && performance.now() < this.shelteredUntil;
    if (isSheltered || isOver()) return this.gate.endTerminating();
    await this.terminate();
    this.main.terminated();
    this.gate.endTerminating();
  }

  /**
   * Resolves also when main waits at the gate, where a termination would have ended it: V8 drops one that lands in a hook
   * of promises which C++ calls. Main has to go on then, or V8 would not answer, and takes no other one before it has.
   */
  private async terminate(): Promise<void> {
    this.session ??= connected();
    const { session, gate } = this;
    let turns = Number.POSITIVE_INFINITY;
    this.isCarriedOut = false;
    // Main carries it out between two instructions of what it runs: see asyncStack.
    session.post('Runtime.evaluate', { expression: `${helperName}.loosen()` });
    session.post('Runtime.terminateExecution', () => {
      this.isCarriedOut = true;
    });
    // Runs nothing: answered as soon as main has heard of the termination.
    session.post('Runtime.getIsolateId', () => {
      turns = gate.turns;
    });
    this.letGo(session);
    const isHeard = () => this.isCarriedOut || gate.turns >= turns + turnsWithout;
    this.main.tell({ method: 'abandon', job: 0 });
    if (await within(insistMs, isHeard)) return;
    await this.carriedOut(isHeard, () => this.insist(session));
    session.post('Debugger.disable');
  }

  /** Where V8 has dropped it and main runs on for ever: by the debugger, which terminates what it has held. */
  private insist(session: Session): void {
    session.post('Debugger.enable');
    session.post('Debugger.resume', { terminateOnResume: true });
    session.post('Debugger.pause');
  }

  /** Where nothing runs any more, nothing falls to a termination: what is sent here is the victim then, and no loss. */
  private async carriedOut(isTrue: () => boolean, again = () => {}): Promise<void> {
    while (!(await within(retryMs, isTrue))) {
      this.main.tell({ method: 'abandon', job: 0 });
      again();
    }
  }

  /** What a debugger holds at a breakpoint ends only when it goes on. Refused by V8, and no harm, when nothing is held. */
  private letGo(session: Session): void {
    if (Atomics.load(this.slots, slot.debugged) !== 1) return;
    session.post('Debugger.enable');
    session.post('Debugger.resume', { terminateOnResume: true });
  }
}

function connected(): Session {
  const session = new Session();
  session.connectToMainThread();
  return session;
}

async function within(milliseconds: number, isTrue: () => boolean): Promise<boolean> {
  const deadline = performance.now() + milliseconds;
  while (!isTrue()) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  return true;
}
