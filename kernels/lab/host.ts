/**
 * What the lab library asks of the program that runs it. The notebook kernel provides one; in plain Node a
 * console host stands in. Found through a global, since library and kernel are separate bundles.
 */

import type { WrittenActivation } from '../activations/writtenActivation';

/** MIME type → content. Text types as strings, image/png and image/jpeg as base64, JSON types as values. */
export type MimeBundle = Record<string, unknown>;

/** One curve: a metric of a run. */
export interface SeriesDefinition {
  /** Small integer, unique in this kernel process: compresses the binary chunks, names nothing for people. */
  id: number;
  run: RunIdentity;
  /** 'loss', 'validation accuracy'. */
  metric: string;
  /** What a step counts: 'epoch', 'batch', 'image'. */
  stepUnit: string;
}

export interface RunIdentity {
  /** Unique per run: name, group, seed and start. */
  id: string;
  /** What the legend says: 'TeLU'. Runs of one group with the same name are seeds of one thing: mean and band. */
  name: string;
  /** Catalogue id, for its colour: 'telu'. */
  activation?: string;
  /** Runs compared with each other: 'MLP', 'CNN'. */
  group: string;
  seed?: number;
  /** Milliseconds since the epoch. */
  startedAt: number;
}

export interface DisplayHandle {
  update(bundle: MimeBundle): void;
}

export interface LabHost {
  /** A cell has defined an activation, or defined it again. */
  activationDefined(activation: WrittenActivation): void;
  display(bundle: MimeBundle): DisplayHandle;
  /** Takes away what the cell has shown so far: now, or when it shows something next. */
  clear(options?: { wait?: boolean }): void;
  defineSeries(definition: Omit<SeriesDefinition, 'id'>): number;
  point(series: number, step: number, value: number): void;
  /** Aborted when the user interrupts the running cell: long work should listen and stop. */
  readonly signal: AbortSignal;
  /** Folder of the notebook: relative paths of data sets start here. */
  readonly folder: string;
}

declare global {
  /** Set by the kernel before any cell runs. */
  var activationLabHost: LabHost | undefined;
}
