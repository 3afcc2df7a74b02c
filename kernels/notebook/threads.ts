/** What the kernel's two threads say to each other: main runs cells, the wire thread owns the channel. */
import type { EventFrame, ReplyFrame, RequestFrame } from './wire';

/** Everything but `interrupt`, which the wire thread serves alone: main may be busy for ever. */
export type MainRequest = Exclude<RequestFrame, { method: 'interrupt' }>;

export type ToMain =
  | MainRequest
  /** The user wants this job stopped: raise its abort signal. */
  | { method: 'abort'; job: number }
  /** It did not stop by itself: give it up, keep the state. */
  | { method: 'abandon'; job: number };

/** A stream event as main writes it, once per write: an array, since 100,000 of them may come at once. */
export type StreamWrite = [executionId: string | null, name: 'stdout' | 'stderr', text: string];

export type ToWire =
  | StreamWrite
  | { kind: 'event'; frame: EventFrame; binary?: Uint8Array }
  | { kind: 'reply'; frame: ReplyFrame }
  /** Everything posted so far must reach the parent; then `flushed` is set to `ticket`. */
  | { kind: 'flush'; ticket: number };

/** Slots of the Int32Array that both threads see. */
export const slot = {
  /** Number of the job that runs, 0 when idle. */
  running: 0,
  /** Number of the last job whose abort signal was raised: main's event loop is alive. */
  aborted: 1,
  /** 1 while the running job has asked for its abort signal: it deserves time to stop by itself. */
  cooperates: 2,
  /** Last flush ticket served. */
  flushed: 3,
  /** Characters posted by main and not yet written to the channel. */
  backlog: 4,
  /** Cells and benchmarks handed to main that it has not begun: above 0 when idle, something blocks it. */
  waiting: 5,
} as const;

export const slotCount = 6;

export interface WireThreadData {
  shared: SharedArrayBuffer;
  channel: number;
}
