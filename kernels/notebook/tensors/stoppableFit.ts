import type { Tfjs, TrainableModel } from './tfjs';

export interface StopSignal {
  /** Of the cell that asks; asking gives it time to stop by itself. */
  readonly signal: AbortSignal;
  /** Raises the signal if it is to be raised: without, it waits for the event loop, which a training may keep for itself. */
  hear(): void;
}

/** What stops a model's own `fit` when the user stops the cell: after the batch at hand, with its memory cleaned up. */
export class StoppableFit {
  private readonly training = new Set<TrainableModel>();

  constructor(private readonly stop: StopSignal) {}

  teach({ LayersModel }: Pick<Tfjs, 'LayersModel'>): void {
    const { prototype } = LayersModel;
    const { training, stop } = this;
    for (const method of ['fit', 'fitDataset'] as const) {
      const original = prototype[method];
      prototype[method] = async function (this: TrainableModel, ...call) {
        const { signal } = stop;
        signal.throwIfAborted();
        let isToStop = false;
        // What tfjs looks at after each batch, and has to find however early in its work the user says stop.
        Object.defineProperty(this, 'stopTraining_', {
          configurable: true,
          get: () => {
            stop.hear();
            return isToStop || signal.aborted;
          },
          set: (value: boolean) => {
            isToStop = value;
          },
        });
        training.add(this);
        const history = await original.apply(this, call).finally(() => training.delete(this));
        signal.throwIfAborted();
        return history;
      };
    }
  }

  /** A training that was terminated never says that it is over, and its model would refuse the next. */
  heal(): void {
    for (const model of this.training) model.isTraining = false;
    this.training.clear();
  }
}
