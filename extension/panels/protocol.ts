/**
 * What crosses between the extension and its panels. Each side of each panel is an interface of notifications; the far
 * end implements it. Types only: no code runs here.
 */
import type { WrittenActivation } from '../../kernels/activations/writtenActivation';
import type { BenchmarkReport, BenchmarkRequest } from '../../kernels/lab/benchmark';
import type { SeriesHeader, SeriesPointsAdded, SeriesSnapshot } from '../runs/series';

/** One call of a notification interface, as posted. */
export type Message<Api> = {
  [M in keyof Api]: Api[M] extends (...params: infer P) => void ? { method: M; params: P } : never;
}[keyof Api];

/** What every page tells its host. */
export interface PanelHostApi {
  /** The page runs and knows nothing: the host answers with everything it must show. */
  ready(): void;
  /** A drawn figure, to be saved where the user says. */
  savePicture(png: Uint8Array, name: string): void;
}

/** What stands in a cell that has printed more than is shown. */
export interface FullLogNotice {
  text: string;
  /** The log's name in the extension's storage. */
  log: string;
}

/** The link in that cell was clicked. */
export interface OpenFullLog {
  log: string;
}

export interface CurvesPage {
  /** All there is; what was shown before is void. */
  hydrate(series: SeriesSnapshot[]): void;
  define(series: SeriesHeader): void;
  append(points: SeriesPointsAdded[]): void;
  remove(keys: string[]): void;
}

export interface CurvesHost extends PanelHostApi {
  openFirstNotebook(): void;
  exportCsv(): void;
  clearRuns(): void;
}

export interface DerivativesPage {
  /** What cells have defined so far. */
  hydrate(defined: readonly WrittenActivation[]): void;
  /** A cell has just defined it, or defined it again. */
  define(activation: WrittenActivation): void;
  /** Ids to show; empty: the page's own choice (the last one, or its default). */
  show(activations: string[]): void;
}

export type DerivativesHost = PanelHostApi;

export type BenchmarkState =
  | { kind: 'empty' }
  | { kind: 'running'; request: BenchmarkRequest; done: number; total: number; label: string; stopping: boolean }
  | { kind: 'report'; request: BenchmarkRequest | undefined; report: BenchmarkReport }
  | { kind: 'error'; request: BenchmarkRequest | undefined; message: string };

export interface BenchmarkPage {
  show(state: BenchmarkState): void;
}

export interface BenchmarkHost extends PanelHostApi {
  stop(): void;
  /** Without a request: the one the command would start with. */
  run(request: BenchmarkRequest | undefined): void;
}
