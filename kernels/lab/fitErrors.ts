import type { EpochReport } from './fitOptions';

/** Data, labels or model that cannot be trained on: thrown before anything runs. */
export class TrainingInputError extends Error {
  override readonly name = 'TrainingInputError';
}

/** The user stopped the training. The model keeps what it has learned. */
export class TrainingStoppedError extends Error {
  override readonly name = 'TrainingStoppedError';

  constructor(
    /** The epochs that were finished. */
    readonly epochs: readonly EpochReport[],
    total: number,
  ) {
    const done = epochs.length === 0 ? 'in its first epoch' : `after epoch ${epochs.length} of ${total}`;
    super(`Training stopped ${done}. The model keeps its weights: call fit again to go on from here.`);
  }
}

/** The user stopped an evaluation. */
export class EvaluationStoppedError extends Error {
  override readonly name = 'EvaluationStoppedError';

  constructor() {
    super('Evaluation stopped before it had seen all examples.');
  }
}

/** The loss is no longer a number. */
export class TrainingDivergedError extends Error {
  override readonly name = 'TrainingDivergedError';

  constructor(
    readonly epoch: number,
    readonly batch: number,
    loss: number,
    learningRate: number | undefined,
  ) {
    const rate = learningRate === undefined ? 'a smaller learning rate' : `a learning rate below ${learningRate}`;
    super(
      `The loss became ${loss} in epoch ${epoch}, batch ${batch}: the training diverged. ` +
        `Build the model anew, then try ${rate}, inputs scaled to about −1 … 1, or another initializer.`,
    );
  }
}
