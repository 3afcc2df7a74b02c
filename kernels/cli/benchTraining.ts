import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { useStockKernels } from '../backends/wasm/stockKernels';
import { quantile } from '../lab/benchRows';
import { fit as labFit } from '../lab/fit';
import { networks } from './benchNetworks';

const batchSize = 64;
const batches = 30;
const count = batches * batchSize;
const rounds = 7;

interface Data {
  images: tf.Tensor;
  labels: tf.Tensor;
  oneHot: tf.Tensor;
}

interface Case {
  kernels: 'stock' | 'ours';
  loop: 'model.fit' | 'lab.fit';
  model: tfl.LayersModel;
  /** Seconds of each round: on the clock, and of processor time, which a busy machine does not stretch. */
  clock: number[];
  processor: number[];
  failure?: string;
}

/** Prints what a training step costs on the embedded backend: tfjs's own kernels and `model.fit`, beside ours. */
export async function benchTraining(): Promise<void> {
  const images = tf.randomNormal([count, 28, 28, 1], 0, 1, 'float32', 1);
  const labels = tf.tensor1d(
    Int32Array.from({ length: count }, (_, index) => index % 10),
    'int32',
  );
  const data = { images, labels, oneHot: tf.oneHot(labels, 10) };
  console.log(`batch ${batchSize}, median of ${rounds} interleaved rounds\n`);
  console.log(lineOf(['network', 'kernels', 'loop', 'ms a step', 'images/s', 'processor ms a step']));
  for (const [name, build] of Object.entries(networks)) {
    for (const row of await compare(build, data)) console.log(lineOf([name, ...row]));
  }
}

async function compare(build: () => tfl.LayersModel, data: Data): Promise<string[][]> {
  const cases = (['stock', 'ours'] as const).flatMap((kernels) =>
    (['model.fit', 'lab.fit'] as const).map((loop): Case => {
      return { kernels, loop, model: compiled(build()), clock: [], processor: [] };
    }),
  );
  for (let round = -1; round < rounds; round++) {
    for (const each of cases) if (!each.failure) await time(each, data);
  }
  return cases.map(cellsOf);
}

/** One epoch. */
async function time(each: Case, data: Data): Promise<void> {
  const restore = each.kernels === 'stock' ? useStockKernels() : () => {};
  const [clock, processor] = [performance.now(), process.cpuUsage()];
  try {
    await train(each, data);
    const { user, system } = process.cpuUsage(processor);
    each.clock.push((performance.now() - clock) / 1000);
    each.processor.push((user + system) / 1e6);
  } catch (error) {
    each.failure = String(error);
  } finally {
    restore();
  }
}

function train({ loop, model }: Case, { images, labels, oneHot }: Data): Promise<unknown> {
  if (loop === 'lab.fit') return labFit(model, { images, labels }, { batchSize, epochs: 1 });
  return model.fit(images, oneHot, { batchSize, epochs: 1, yieldEvery: 'never', verbose: 0 });
}

function compiled(model: tfl.LayersModel): tfl.LayersModel {
  const loss = (truth: tf.Tensor, logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(truth, logits);
  model.compile({ optimizer: tf.train.adam(0.001), loss, metrics: ['accuracy'] });
  return model;
}

function cellsOf({ kernels, loop, clock, processor, failure }: Case): string[] {
  if (failure) return [kernels, loop, failure.slice(0, 72)];
  // The first round warms up.
  const [seconds, busy] = [quantile(clock.slice(1), 0.5), quantile(processor.slice(1), 0.5)];
  const perStep = (value: number) => ((value * 1000) / batches).toFixed(2);
  return [kernels, loop, perStep(seconds), (count / seconds).toFixed(0), perStep(busy)];
}

function lineOf(cells: string[]): string {
  return cells.map((cell, index) => cell.padEnd(index === 0 ? 28 : 11)).join('');
}
