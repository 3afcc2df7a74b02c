import type { MessagePort, Worker } from 'node:worker_threads';
import { Gate } from './gate';
import type { SecondThread } from './secondThread';
import { slot, type ToMain, type ToWire } from './threads';
import type { EventFrame, ReplyFrame } from './wire';

/** Above this many characters on their way, a cell that prints without end is held back instead of filling memory. */
const largestBacklog = 16 * 1024 * 1024;
const flushLimitMs = 5000;

/** Main's end of the line to the wire thread. */
export class Link {
  readonly slots: Int32Array;
  readonly gate: Gate;
  readonly inputPort: MessagePort;
  private readonly worker: Worker;
  private ticket = 0;

  constructor({ worker, slots, inputPort }: SecondThread) {
    this.worker = worker;
    this.slots = slots;
    this.inputPort = inputPort;
    this.gate = new Gate(slots);
  }

  onMessage(listener: (message: ToMain) => void): void {
    this.worker.on('message', listener);
  }

  event(frame: EventFrame, binary?: Uint8Array): void {
    this.post({ kind: 'event', frame, binary });
  }

  reply(frame: ReplyFrame): void {
    this.post({ kind: 'reply', frame });
  }

  stream(executionId: string | null, name: 'stdout' | 'stderr', text: string): void {
    // Counted and sent, or neither: what is counted alone would hold back all that is printed after it.
    const before = this.gate.whole(() => {
      const counted = Atomics.add(this.slots, slot.backlog, text.length);
      this.post([executionId, name, text]);
      return counted;
    });
    // Short waits: a termination is noticed only when the wait returns.
    for (let backlog = before; backlog > largestBacklog; backlog = Atomics.load(this.slots, slot.backlog)) {
      Atomics.wait(this.slots, slot.backlog, backlog, 20);
    }
  }

  /** Blocks until the parent's end of the channel has taken everything: for the last moments of the process. */
  flush(): void {
    this.ticket++;
    this.post({ kind: 'flush', ticket: this.ticket });
    Atomics.wait(this.slots, slot.flushed, this.ticket - 1, flushLimitMs);
  }

  private post(message: ToWire): void {
    this.worker.postMessage(message);
  }
}
