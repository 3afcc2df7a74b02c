import type { Optimizer, Scalar, Tensor } from '@tensorflow/tfjs-core';

/** One tensor, or one for each input (output) of the model. */
export type OneOrMore = Tensor | readonly Tensor[];

/** Examples along the first axis. Labels are class numbers (or one-hot rows), or whatever the loss wants. */
export type FitData = { images: OneOrMore; labels: OneOrMore } | { x: OneOrMore; y: OneOrMore };

/** Where the curves go; what `lab.track` returns is one. */
export interface MetricLog {
  log(step: number, values: Record<string, number>): void;
}

/** The mean loss of a batch. */
export type LossFunction = (predictions: Tensor, labels: Tensor) => Scalar;

/**
 * 'crossEntropy': of class numbers, from logits or a softmax. 'binaryCrossEntropy': of 0 and 1, from logits or a
 * sigmoid. The others for labels of the shape of the model's output.
 */
export type LossName = 'crossEntropy' | 'binaryCrossEntropy' | 'meanSquaredError' | 'meanAbsoluteError';

export type Loss = LossName | LossFunction;

export interface FitOptions {
  epochs?: number;
  batchSize?: number;
  /** AdamW's, when no optimizer is given; a function of the step (from 0) and the number of steps is a schedule. */
  learningRate?: number | ((step: number, steps: number) => number);
  /** Decoupled weight decay of the default optimizer (AdamW), on matrices and filters. */
  weightDecay?: number;
  /** A tfjs optimizer of your own; it stays yours to dispose. */
  optimizer?: Optimizer;
  /** Absent: cross-entropy of class numbers, and accuracy beside it. A model with several outputs takes one for each. */
  loss?: Loss | readonly Loss[];
  /** Further numbers, by name, of models with one output: means of a batch. */
  metrics?: Readonly<Record<string, LossFunction>>;
  /** Evaluated after each epoch. */
  validation?: FitData;
  /** Also evaluate before the first batch, logged as step 0. */
  evaluateAtStart?: boolean;
  /** Ends the training once it no longer gets better. */
  earlyStop?: EarlyStopOptions;
  /** Of the order of the examples. */
  seed?: number;
  run?: MetricLog;
  /** Shows a bar with rate and time left; a string is its label. */
  progress?: boolean | string;
  onBatch?: (batch: BatchReport) => void;
  onEpoch?: (epoch: EpochReport) => void;
  /** Stops the training; in a notebook, interrupting the cell does. */
  signal?: AbortSignal;
}

export interface EarlyStopOptions {
  /** So many epochs in a row may pass without a better loss. */
  patience: number;
  /** By how much a loss must be smaller to be better. Default 0. */
  minDelta?: number;
  /** Goes back to the weights of the best epoch at the end. Default true. */
  restoreBest?: boolean;
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
  /** By the names of the option. */
  metrics?: Record<string, number>;
  validationLoss?: number;
  validationAccuracy?: number;
  validationMetrics?: Record<string, number>;
  seconds: number;
}

export interface FitHistory {
  epochs: EpochReport[];
  /** The last of them. */
  final: EpochReport;
  /** The one with the least loss, of the validation where there is one. */
  best: EpochReport;
  /** It ended before all epochs, since it no longer got better. */
  stoppedEarly: boolean;
  /** Training examples a second, validation and pauses left out. */
  examplesPerSecond: number;
}
