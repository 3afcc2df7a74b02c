import type { Optimizer, Scalar, Tensor } from '@tensorflow/tfjs-core';

/** Examples along the first axis. Labels are class numbers (or one-hot rows), whatever the loss wants when it is yours. */
export type FitData = { images: Tensor; labels: Tensor } | { x: Tensor; y: Tensor };

/** Where the curves go; what `lab.track` returns is one. */
export interface MetricLog {
  log(step: number, values: Record<string, number>): void;
}

export interface FitOptions {
  epochs?: number;
  batchSize?: number;
  /** Adam's, when no optimizer is given. */
  learningRate?: number;
  /** Decoupled weight decay of the default optimizer (AdamW), on matrices and filters. */
  weightDecay?: number;
  /** A tfjs optimizer of your own; it stays yours to dispose. */
  optimizer?: Optimizer;
  /** Mean loss of a batch. Absent: softmax cross-entropy of class numbers, and accuracy beside it. */
  loss?: (predictions: Tensor, labels: Tensor) => Scalar;
  /** Evaluated after each epoch. */
  validation?: FitData;
  /** Also evaluate before the first batch, logged as step 0. */
  evaluateAtStart?: boolean;
  /** Of the order of the examples. */
  seed?: number;
  run?: MetricLog;
  onBatch?: (batch: BatchReport) => void;
  onEpoch?: (epoch: EpochReport) => void;
  /** Stops the training; in a notebook, interrupting the cell does. */
  signal?: AbortSignal;
}

export interface BatchReport {
  /** From 1. */
  epoch: number;
  /** From 1, within the epoch. */
  batch: number;
  batches: number;
  loss: number;
}

/** Means over the epoch while the weights moved; the validation after it. Accuracies only for class numbers. */
export interface EpochReport {
  /** From 1; 0 is the state before training. */
  epoch: number;
  loss: number;
  accuracy?: number;
  validationLoss?: number;
  validationAccuracy?: number;
  seconds: number;
}

export interface FitHistory {
  epochs: EpochReport[];
  /** The last of them. */
  final: EpochReport;
  /** Training examples a second, validation and pauses left out. */
  examplesPerSecond: number;
}
