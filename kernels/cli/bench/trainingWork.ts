import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { useStockKernels } from '../../backends/wasm/stockKernels';
import { fit as trainWith } from '../../lab/fit';
import { timeKernels } from './kernelTimes';
import { networks } from './networks';
import { type Answer, batches, batchSize, type EpochTask, type PartsTask } from './task';

const count = batches * batchSize;

/** Trains the networks of the benchmark in this process, each model kept from epoch to epoch. */
export class TrainingWork {
  private readonly images = tf.randomNormal([count, 28, 28, 1], 0, 1, 'float32', 1);
  private readonly labels = tf.tensor1d(
    Int32Array.from({ length: count }, (_, index) => index % 10),
    'int32',
  );
  private readonly oneHot = tf.oneHot(this.labels, 10);
  private readonly models = new Map<string, tfl.LayersModel>();

  async epoch({ network, way }: EpochTask): Promise<Answer> {
    const model = this.modelOf(network, way);
    const restore = way === 'stock' ? useStockKernels() : () => {};
    const start = performance.now();
    try {
      if (way === 'stock') await this.trainStock(model);
      else await this.train(model);
      return { samples: [performance.now() - start] };
    } finally {
      restore();
    }
  }

  /** Of one step; what no kernel took is tfjs's tape and our loop. */
  async parts({ network }: PartsTask): Promise<Answer> {
    const model = this.modelOf(network, 'ours');
    let total = 0;
    const parts = await timeKernels(async () => {
      const start = performance.now();
      await this.train(model);
      total = performance.now() - start;
    });
    const inKernels = Object.values(parts).reduce((sum, value) => sum + value, 0);
    const all = { ...parts, 'tape, loss and loop (JavaScript)': total - inKernels };
    return { parts: Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value / batches])) };
  }

  private train(model: tfl.LayersModel): Promise<unknown> {
    return trainWith(model, { images: this.images, labels: this.labels }, { batchSize, epochs: 1 });
  }

  private trainStock(model: tfl.LayersModel): Promise<unknown> {
    return model.fit(this.images, this.oneHot, { batchSize, epochs: 1, yieldEvery: 'never', verbose: 0 });
  }

  private modelOf(network: string, way: string): tfl.LayersModel {
    const key = `${network} ${way}`;
    const known = this.models.get(key);
    if (known) return known;
    const model = networks[network]?.();
    if (!model) throw new Error(`There is no network "${network}".`);
    const loss = (truth: tf.Tensor, logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(truth, logits);
    if (way === 'stock') model.compile({ optimizer: tf.train.adam(0.001), loss, metrics: ['accuracy'] });
    this.models.set(key, model);
    return model;
  }
}
