import { type Job, jobContext } from './job';

/**
 * tfjs marks a model while `fit` runs, and takes the mark off in a `finally` that a stopped cell never reaches: the
 * model would refuse to be trained ever again. Here the mark remembers whose it is.
 */
export class Trainings {
  private readonly running = new Map<object, Job | undefined>();

  /** @param prototype of tfjs's LayersModel, whose constructor then writes to the property below */
  watch(prototype: object): void {
    const { running } = this;
    Object.defineProperty(prototype, 'isTraining', {
      configurable: true,
      get(this: object) {
        return running.has(this);
      },
      set(this: object, is: boolean) {
        if (is) running.set(this, jobContext.getStore());
        else running.delete(this);
      },
    });
  }

  /** After an interrupt. */
  forgetStopped(): void {
    for (const [model, job] of this.running) if (job?.signal.aborted || job?.abandoned) this.running.delete(model);
  }
}
