/**
 * Prints what a training step costs on the embedded backend: tfjs's own kernels and `model.fit`, beside ours.
 * Run: npx tsx kernels/cli/benchTraining.ts
 */
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import type * as tfl from '@tensorflow/tfjs-layers';
import { startBackend } from '../backends/start';
import { useStockKernels } from '../backends/wasm/stockKernels';
import { quantile } from '../lab/benchRows';
import { fit as labFit } from '../lab/fit';
import { networks } from './benchNetworks';

const batchSize = 64;
const count = 30 * batchSize;
const rounds = 7;

interface Data {
  images: tf.Tensor;
  labels: tf.Tensor;
  oneHot: tf.Tensor;
}

type Way = (model: tfl.LayersModel, data: Data) => Promise<unknown>;

const loops: Record<string, Way> = {
  'model.fit': (model, { images, oneHot }) => model.fit(images, oneHot, { batchSize, epochs: 1, yieldEvery: 'never' }),
  'lab.fit': (model, { images, labels }) => labFit(model, { images, labels }, { batchSize, epochs: 1 }),
};

async function main(): Promise<void> {
  const wasmFolder = join(dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json')), 'wasm-out');
  await startBackend({ wasmFolder, provider: 'bundled' });
  const labels = tf.tensor1d(
    Int32Array.from({ length: count }, (_, index) => index % 10),
    'int32',
  );
  const data = {
    images: tf.randomNormal([count, 28, 28, 1], 0, 1, 'float32', 1),
    labels,
    oneHot: tf.oneHot(labels, 10),
  };
  console.log(`batch ${batchSize}, median of ${rounds} interleaved rounds\n`);
  console.log(rowOf(['network', 'kernels', 'loop', 'ms a step', 'images/s', 'CPU ms a step']));
  for (const [name, build] of Object.entries(networks))
    for (const row of await compare(name, build, data)) console.log(row);
}

async function compare(name: string, build: () => tfl.LayersModel, data: Data): Promise<string[]> {
  const cases = ['stock', 'ours'].flatMap((kernels) =>
    Object.entries(loops).map(([loop, run]) => ({
      kernels,
      loop,
      run,
      model: compiled(build()),
      seconds: [] as number[],
    })),
  );
  const failures = new Map<(typeof cases)[number], string>();
  for (let round = -1; round < rounds; round++) {
    for (const entry of cases.filter((each) => !failures.has(each))) {
      const restore = entry.kernels === 'stock' ? useStockKernels() : () => {};
      const [start, cpuStart] = [performance.now(), process.cpuUsage()];
      await entry.run(entry.model, data).catch((error: Error) => failures.set(entry, error.message));
      restore();
      if (round < 0) continue;
      const { user, system } = process.cpuUsage(cpuStart);
      entry.seconds.push((performance.now() - start) / 1000);
      entry.cpuSeconds.push((user + system) / 1e6);
    }
  }
  return cases.map((entry) => {
    const [seconds, cpuSeconds] = [quantile(entry.seconds, 0.5), quantile(entry.cpuSeconds, 0.5)];
    const failure = failures.get(entry);
    const figures = failure
      ? [`fails: ${failure.slice(0, 60)}`]
      : [perStep(seconds), (count / seconds).toFixed(0), perStep(cpuSeconds)];
    return rowOf([name, entry.kernels, entry.loop, ...figures]);
  });
}

function compiled(model: tfl.LayersModel): tfl.LayersModel {
  const loss = (truth: tf.Tensor, logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(truth, logits);
  model.compile({ optimizer: tf.train.adam(0.001), loss, metrics: ['accuracy'] });
  return model;
}

function perStep(seconds: number): string {
  return ((seconds * 1000) / (count / batchSize)).toFixed(2);
}

function rowOf(cells: string[]): string {
  return cells.map((cell, index) => cell.padEnd(index === 0 ? 44 : 11)).join('');
}

void main();
