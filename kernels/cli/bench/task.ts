import type { BenchmarkPass } from '../../lab/benchmark';

/** What a contestant is asked to do, as one line of JSON; it answers with an {@link Answer} as another. */
export type Task = CopyTask | OpTask | EpochTask | PartsTask;

/** Copies a tensor, several times: how fast memory is. */
export interface CopyTask {
  kind: 'copy';
  size: number;
}

export interface OpTask {
  kind: 'op';
  /** Repeated for so many milliseconds, and three times in any case. */
  atLeastMs?: number;
  activation: string;
  pass: BenchmarkPass;
  size: number;
  /** By our compute kernels; by tfjs's operations as we compose them; by tfjs alone, as a user writes the formula; PyTorch's ways. */
  way: 'fused' | 'composed' | 'stock' | 'eager' | 'compiled';
}

/** Trains a network for one epoch of some batches. */
export interface EpochTask {
  kind: 'epoch';
  network: string;
  way: 'ours' | 'stock' | 'eager';
}

/** Where a training step of ours spends its time. */
export interface PartsTask {
  kind: 'parts';
  network: string;
}

/**
 * Milliseconds of each repetition, on the clock and of processor time, which a busy machine does not stretch; or of
 * each part of one step; or why it cannot be done.
 */
export type Answer =
  | { samples: number[]; processor?: number[] }
  | { parts: Record<string, number> }
  | { error: string };

export const batchSize = 64;
export const batches = 30;
