import type * as tf from '@tensorflow/tfjs-core';

/** What was measured of one batch: means, but for `correct`, a count. */
export interface Measured {
  loss: number;
  correct?: number;
  metrics?: Record<string, number>;
}

/** The same before it is read: the loss can still be differentiated. */
export type Measurement = {
  loss: tf.Scalar;
  correct?: number | tf.Scalar;
  metrics?: Record<string, tf.Scalar>;
};

/** Means over examples, from those of batches. */
export class Means {
  private count = 0;
  private loss = 0;
  private correct: number | undefined = 0;
  private readonly metrics = new Map<string, number>();

  add({ loss, correct, metrics = {} }: Measured, count: number): void {
    this.count += count;
    this.loss += loss * count;
    this.correct = this.correct === undefined || correct === undefined ? undefined : this.correct + correct;
    for (const [name, value] of Object.entries(metrics)) {
      this.metrics.set(name, (this.metrics.get(name) ?? 0) + value * count);
    }
  }

  get result(): { loss: number; accuracy?: number; metrics?: Record<string, number> } {
    const { count, correct } = this;
    const metrics = [...this.metrics].map(([name, total]) => [name, total / count] as const);
    return {
      loss: this.loss / count,
      ...(correct !== undefined && { accuracy: correct / count }),
      ...(metrics.length > 0 && { metrics: Object.fromEntries(metrics) }),
    };
  }
}
