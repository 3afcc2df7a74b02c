/**
 * What crosses between a notebook kernel (a Node child) and whoever started it (the extension, the command line).
 * Frames on file descriptor 3: [u32 JSON bytes][u32 binary bytes][JSON][binary], little endian. Types, and the version that both ends compare: nothing else runs here.
 */
import type { WrittenActivation } from '../activations/writtenActivation';
import type { BackendInfo } from '../backends/backendInfo';
import type { BenchmarkReport, BenchmarkRequest } from '../lab/benchmark';
import type { MimeBundle, SeriesDefinition } from '../lab/host';
import type { VariablesReport, VariableValues } from './variables/report';

export const protocolVersion = 4;

export type CellLanguage = 'typescript' | 'javascript';

export interface ExecuteRequest {
  executionId: string;
  /** Stable for the cell's life; names the cell in stack traces and messages. */
  cellId: string;
  /** 1-based position in the notebook when the cell was run: "Cell 3". */
  cellNumber: number;
  language: CellLanguage;
  source: string;
  /** How stack traces name the cell; "Cell 3" when absent. */
  title?: string;
}

/** An error as a person should read it: what happened, why, what to do next. */
export interface CellError {
  name: string;
  message: string;
  /** The next step, in words ("npm install lodash"); absent when the message says it all. */
  hint?: string;
  /** The cell's own TypeScript lines, kernel frames hidden. */
  stack: string;
  /** Where in the cell, 1-based, when known: drives the squiggle. */
  location?: { cellId: string; line: number; column: number };
  /** The places that `stack` names, so that an editor can link them. */
  places?: ErrorPlace[];
}

/** A line of a cell, or of a file, as a stack trace words it; 1-based. */
export interface ErrorPlace {
  /** "Cell 3, line 5:9", "/home/me/util.ts:7:5". */
  text: string;
  target: { cellId: string } | { path: string };
  line: number;
  column: number;
}

export type ExecuteReply =
  | { status: 'ok'; durationMs: number }
  | { status: 'error'; durationMs: number; error: CellError }
  | { status: 'interrupted'; durationMs: number; error: CellError };

export type { BackendInfo };

/** A place in a text: UTF-16 offset, as JavaScript counts. */
export interface CodePosition {
  code: string;
  cursor: number;
  /** How much is asked to know of what stands there: 1 is with its source. */
  detail?: number;
}

/** What could stand between two offsets. */
export interface Completion {
  matches: string[];
  start: number;
  end: number;
}

export type Completeness = 'complete' | 'incomplete' | 'invalid';

export type ExpressionResult = { status: 'ok'; bundle: MimeBundle } | { status: 'error'; error: CellError };

export interface InputQuestion {
  prompt: string;
  password: boolean;
  /** What an empty answer means. */
  preset?: string;
  /** "yes" and "no" are all that can be answered. */
  isYesNo?: true;
}

/** A line that a cell asked for, or why there is none; null: the person did not want to answer. */
export type InputAnswer = { value: string | null } | { refusal: string };

/** Kernel requests: the far end implements this. Every promise settles, also when the process dies. */
export interface KernelRequests {
  execute(request: ExecuteRequest): Promise<ExecuteReply>;
  /** Stops what runs now (cell or benchmark), state kept; resolves false when nothing was running. */
  interrupt(): Promise<boolean>;
  benchmark(request: BenchmarkRequest): Promise<BenchmarkReport>;
  /** Loads tfjs if no cell has yet, and tells what really computes. */
  describeBackend(): Promise<BackendInfo>;
  /** Values of expressions in the cells' scope, each with its own outcome; an interrupt rejects. */
  evaluate(expressions: Record<string, string>): Promise<Record<string, ExpressionResult>>;
  /** Evaluates nothing that has a side effect. */
  complete(position: CodePosition): Promise<Completion>;
  /** What is known of the name at a position; null when nothing is. */
  inspect(position: CodePosition): Promise<MimeBundle | null>;
  isComplete(code: string): Promise<Completeness>;
  /** Answers the `input` event of that id; served while a cell blocks on it. */
  answerInput(id: number, answer: InputAnswer): Promise<void>;
  /** The names that cells declared last, at most so many, looked at without any side effect; and memory. */
  variables(most: number): Promise<VariablesReport>;
  readVariable(name: string): Promise<VariableValues>;
  variableAsJson(name: string): Promise<string>;
  /** Opens a port on 127.0.0.1 for a debugger until `closeInspector`; the address of its WebSocket. */
  openInspector(): Promise<string>;
  closeInspector(): Promise<void>;
  /** The notebook's file was renamed or moved: imports and relative names start from there. Variables stay. */
  moveTo(notebookPath: string): Promise<void>;
  shutdown(): Promise<void>;
}

export interface KernelEvents {
  ready: { protocolVersion: number; node: string; pid: number };
  /** tfjs was loaded or changed its backend. */
  backend: BackendInfo;
  /** `executionId` null: nobody's output (native code between cells). */
  stream: { executionId: string | null; name: 'stdout' | 'stderr'; text: string };
  /**
   * `displayId` with `update`: replaces the earlier display of that id instead of adding one. `isResult`: the value of
   * the cell itself.
   */
  display: { executionId: string | null; bundle: MimeBundle; displayId?: string; update: boolean; isResult?: true };
  /** Clears the cell's outputs when the next one arrives (wait) or now. */
  clear: { executionId: string | null; wait: boolean };
  /** A cell called `prompt()` or reads standard input: `answerInput` is awaited. */
  input: InputQuestion & { id: number; executionId: string | null };
  /** Thrown after its cell had ended (a timer, an unhandled rejection): reported in that cell, kernel alive. */
  lateError: { executionId: string | null; error: CellError };
  /** A cell has defined an activation, or defined it again. */
  activation: WrittenActivation;
  defineSeries: SeriesDefinition;
  /** Binary part: float64 triples [series id, step, value]. At most 20 events a second. */
  points: { count: number };
  benchmarkProgress: { done: number; total: number; label: string };
}

export type KernelEventName = keyof KernelEvents;

/** Parent → kernel. */
export type RequestFrame = {
  [M in keyof KernelRequests]: { id: number; method: M; params: Parameters<KernelRequests[M]> };
}[keyof KernelRequests];

/** Kernel → parent. */
export type ReplyFrame = { id: number; result: unknown } | { id: number; failure: CellError };
export type EventFrame = { [E in KernelEventName]: { event: E; params: KernelEvents[E] } }[KernelEventName];
