import * as tf from '@tensorflow/tfjs-core';
import type { LayersModel } from '@tensorflow/tfjs-layers';
import type { EarlyStopOptions, EpochReport } from './fitOptions';

/** Of the validation where there is one. */
export function watchedLoss({ loss, validationLoss }: EpochReport): number {
  return validationLoss ?? loss;
}

/** Notices when a training no longer gets better, and keeps the weights of its best epoch. */
export class EarlyStop {
  private best = Infinity;
  private waited = 0;
  private weights: tf.Tensor[] = [];

  constructor(
    private readonly model: LayersModel,
    private readonly options: EarlyStopOptions,
  ) {}

  /** True when the epoch was one too many. */
  isOver(report: EpochReport): boolean {
    const { patience, minDelta = 0, restoreBest = true } = this.options;
    const loss = watchedLoss(report);
    if (loss < this.best - minDelta) {
      this.best = loss;
      this.waited = 0;
      if (restoreBest) this.keepWeights();
      return false;
    }
    return ++this.waited >= patience;
  }

  /** Goes back to the weights of the best epoch. */
  restore(): void {
    if (this.weights.length > 0) this.model.setWeights(this.weights);
  }

  dispose(): void {
    tf.dispose(this.weights);
    this.weights = [];
  }

  private keepWeights(): void {
    const weights = this.model.getWeights().map((weight) => tf.clone(weight));
    this.dispose();
    this.weights = weights;
  }
}
