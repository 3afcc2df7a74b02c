import type { WrittenActivation } from '../activations/writtenActivation';

/** Shapes of the activation benchmark: asked by the editor, measured in the kernel, shown in a panel. */

export interface BenchmarkRequest {
  /** Catalogue ids; the first is the baseline of the ratios. */
  activations: string[];
  /** Those of them that a cell defined: a kernel that has not run the cell defines them for itself. */
  defined?: WrittenActivation[];
  /** Elements per tensor (float32). */
  size: number;
  /** Timed repetitions per activation and pass. */
  repetitions: number;
}

export type BenchmarkPass = 'forward' | 'forward + backward';

export interface BenchmarkRow {
  activation: string;
  pass: BenchmarkPass;
  /** Every timed repetition, milliseconds, in the order measured. */
  samples: number[];
  median: number;
  /** Quartiles of the samples. */
  q1: number;
  q3: number;
  /** median ÷ the baseline's median of the same pass. */
  ratio: number;
}

export interface BenchmarkReport {
  backend: string;
  device: string;
  size: number;
  repetitions: number;
  baseline: string;
  rows: BenchmarkRow[];
  /** True when the user stopped it: the rows are those measured till then. */
  cancelled: boolean;
}
