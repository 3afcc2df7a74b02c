/** What the kernel's two threads say to each other: main runs cells, the wire thread owns the channel. */
import type { MessagePort } from 'node:worker_threads';
import type { EventFrame, InputAnswer, ReplyFrame, RequestFrame } from './wire';

/** What the wire thread serves alone: main may be busy for ever, or blocked until its question is answered. */
type WireRequest = 'interrupt' | 'answerInput';
export type MainRequest = Exclude<RequestFrame, { method: WireRequest }>;

/** Comes through a port of its own: main takes it from there while it blocks. */
export interface AnsweredInput {
  id: number;
  answer: InputAnswer;
}

export type ToMain =
  /** Its number among all of them: see Handover. */
  | { method: 'serve'; number: number; request: MainRequest }
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
  /** How many answers to questions of cells have come. */
  answers: 6,
  /** 1 while the inspector is open: main may be held by a debugger. */
  debugged: 7,
  /** Who has the say over the running job: see gate.ts. */
  gate: 8,
  /** How many loads of ours are under way: see Gate.shelter. */
  sheltered: 9,
  /** Number of the last request that main has taken in hand. */
  heard: 10,
  /** Number of the last job that the user wants stopped: for work that looks without waiting for a message. */
  unwanted: 11,
  /** See Gate.turns. */
  turns: 12,
} as const;

export const slotCount = 13;

export interface WireThreadData {
  shared: SharedArrayBuffer;
  channel: number;
  inputPort: MessagePort;
}
