import type { Socket } from 'node:net';
import { encodeFrame } from './frames';
import { type StreamWrite, slot, type ToWire } from './threads';

/** At most 30 writes a second leave while output pours. */
const gatherMs = 33;
const lineBreakAfter = 256 * 1024;

interface Pending {
  frame: unknown;
  binary?: Uint8Array;
  displayId?: string;
}

/** Gathers what main posts and sends it in order: neighbouring stream writes joined, superseded displays dropped. */
export class Outbox {
  private pending: Pending[] = [];
  private texts: { write: StreamWrite; parts: string[]; length: number } | undefined;
  private timer: NodeJS.Timeout | undefined;
  private lastSent = 0;
  private backlog = 0;

  constructor(
    private readonly socket: Socket,
    private readonly slots: Int32Array,
  ) {}

  add(message: ToWire): void {
    if (Array.isArray(message)) {
      this.addText(message);
      this.schedule();
    } else if (message.kind === 'event') {
      this.addEvent(message.frame, message.binary);
      this.schedule();
    } else if (message.kind === 'reply') {
      this.closeText();
      this.pending.push({ frame: message.frame });
      this.send();
    } else this.flush(message.ticket);
  }

  private addText(write: StreamWrite): void {
    const [executionId, name, text] = write;
    this.backlog += text.length;
    const open = this.texts;
    if (!open || open.write[0] !== executionId || open.write[1] !== name || open.length > lineBreakAfter) {
      this.closeText();
      this.texts = { write, parts: [text], length: text.length };
    } else {
      open.parts.push(text);
      open.length += text.length;
    }
  }

  private closeText(): void {
    if (!this.texts) return;
    const { write, parts } = this.texts;
    const [executionId, name] = write;
    this.pending.push({ frame: { event: 'stream', params: { executionId, name, text: parts.join('') } } });
    this.texts = undefined;
  }

  private addEvent(frame: Extract<ToWire, { kind: 'event' }>['frame'], binary?: Uint8Array): void {
    this.closeText();
    if (frame.event === 'display' && frame.params.update) {
      const { displayId } = frame.params;
      const earlier = this.pending.find((other) => other.displayId === displayId);
      if (earlier) earlier.frame = frame;
      else this.pending.push({ frame, displayId });
    } else this.pending.push({ frame, binary });
  }

  private schedule(): void {
    if (this.timer) return;
    const wait = Math.max(0, this.lastSent + gatherMs - performance.now());
    this.timer = setTimeout(() => this.send(), wait);
  }

  private send(done?: () => void): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.closeText();
    this.lastSent = performance.now();
    const frames = this.pending.map(({ frame, binary }) => encodeFrame(frame, binary));
    this.pending = [];
    const written = this.backlog;
    this.backlog = 0;
    // An empty write still calls back after all earlier ones: that is what a flush waits for.
    this.socket.write(Buffer.concat(frames), () => {
      if (written > 0) {
        Atomics.sub(this.slots, slot.backlog, written);
        Atomics.notify(this.slots, slot.backlog);
      }
      done?.();
    });
  }

  private flush(ticket: number): void {
    this.send(() => {
      Atomics.store(this.slots, slot.flushed, ticket);
      Atomics.notify(this.slots, slot.flushed);
    });
  }
}
