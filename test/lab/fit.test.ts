import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { fit as train } from '../../kernels/lab/fit';
import { evaluate } from '../../kernels/lab/fitEvaluate';
import type { BatchReport, EpochReport } from '../../kernels/lab/fitOptions';
import type { LabHost } from '../../kernels/lab/host';
import { noise, useWasm } from '../backends/bothBackends';

const count = 60;
const classes = 3;
let x: tf.Tensor2D;
let labels: tf.Tensor1D;

/** Three blobs that a small network tells apart. */
function blobs(): [tf.Tensor2D, tf.Tensor1D] {
  const spread = noise([count, 4], 5).values;
  const rows = Array.from({ length: count }, (_, row) =>
    [0, 1, 2, 3].map((column) => (column === row % classes ? 2 : 0) + (spread[row * 4 + column] ?? 0)),
  );
  return [
    tf.tensor2d(rows),
    tf.tensor1d(
      rows.map((_, row) => row % classes),
      'int32',
    ),
  ];
}

function network(options: { softmax?: boolean; seed?: number } = {}): tfl.Sequential {
  const seeded = (seed: number) => tfl.initializers.glorotUniform({ seed: seed + (options.seed ?? 1) });
  return tfl.sequential({
    layers: [
      tfl.layers.dense({ units: 8, activation: 'tanh', inputShape: [4], kernelInitializer: seeded(10) }),
      tfl.layers.dense({
        units: classes,
        kernelInitializer: seeded(20),
        ...(options.softmax && { activation: 'softmax' as const }),
      }),
    ],
  });
}

beforeAll(async () => {
  await useWasm();
  await tf.setBackend('wasm');
});

beforeEach(() => {
  [x, labels] = blobs();
});

afterEach(() => {
  tf.dispose([x, labels]);
  globalThis.activationLabHost = undefined;
});

const weightsOf = (model: tfl.LayersModel) => model.getWeights().map((weight) => Array.from(weight.dataSync()));

describe('training agrees with tfjs', () => {
  const fromLogits = (truth: tf.Tensor, logits: tf.Tensor) => tf.losses.softmaxCrossEntropy(truth, logits);

  it.each([{ softmax: false }, { softmax: true }])('in loss, accuracy and weights: %o', async ({ softmax }) => {
    const [ours, theirs] = [network({ softmax }), network({ softmax })];
    const options = { optimizer: tf.train.adam(0.05), epochs: 6, batchSize: count };
    const history = await train(ours, { x, y: labels }, { ...options, validation: { x, y: labels } });
    theirs.compile({
      optimizer: tf.train.adam(0.05),
      loss: softmax ? 'sparseCategoricalCrossentropy' : fromLogits,
      metrics: ['accuracy'],
    });
    const column = tf.reshape(tf.cast(labels, 'float32'), [count, 1]);
    const hot = tf.oneHot(labels, classes);
    const stock = await theirs.fit(x, softmax ? column : hot, { epochs: 6, batchSize: count, shuffle: false });
    for (const { epoch, loss } of history.epochs) {
      expect(loss).toBeCloseTo(Number(stock.history.loss?.[epoch - 1]), 4);
    }
    const flat = weightsOf(ours).flat();
    for (const [index, value] of weightsOf(theirs).flat().entries()) expect(flat[index]).toBeCloseTo(value, 3);
    const right = tf.tidy(() => tf.mean(tf.equal(tf.argMax(theirs.predict(x) as tf.Tensor, 1), labels)).dataSync()[0]);
    expect(history.final.validationAccuracy).toBeCloseTo(Number(right), 5);
    tf.dispose([column, hot]);
  });

  it('in the regularization it adds to the loss', async () => {
    const build = () => {
      const model = tfl.sequential();
      const kernelRegularizer = tfl.regularizers.l2({ l2: 0.1 });
      model.add(tfl.layers.dense({ units: classes, inputShape: [4], kernelInitializer: 'ones', kernelRegularizer }));
      return model;
    };
    const [ours, theirs] = [build(), build()];
    theirs.compile({ optimizer: tf.train.sgd(0.1), loss: fromLogits });
    const stock = await theirs.fit(x, tf.oneHot(labels, classes), { epochs: 3, batchSize: count, shuffle: false });
    const history = await train(ours, { x, y: labels }, { optimizer: tf.train.sgd(0.1), epochs: 3, batchSize: count });
    expect(history.final.loss).toBeCloseTo(Number(stock.history.loss?.[2]), 4);
  });
});

describe('training', () => {
  it('learns, and the last smaller batch counts for what it is', async () => {
    const model = network();
    const history = await train(model, { images: x, labels }, { epochs: 30, batchSize: 16, learningRate: 0.02 });
    expect(history.final.accuracy).toBeGreaterThan(0.95);
    expect((await evaluate(model, { x, y: labels })).accuracy).toBeGreaterThan(0.95);
  });

  it('is the same for the same seed, and another for another', async () => {
    const losses = async (seed: number) => {
      const { epochs } = await train(network(), { x, y: labels }, { epochs: 2, batchSize: 8, seed });
      return epochs.map(({ loss }) => loss);
    };
    expect(await losses(3)).toEqual(await losses(3));
    expect(await losses(3)).not.toEqual(await losses(4));
  });

  it('sees each example once an epoch', async () => {
    const seen: number[] = [];
    const spy = (predictions: tf.Tensor, batch: tf.Tensor) => {
      seen.push(...batch.dataSync());
      return tf.mean(predictions) as tf.Scalar;
    };
    const numbers = tf.range(0, count);
    await train(network(), { x, y: numbers }, { epochs: 1, batchSize: 16, loss: spy });
    expect(seen).not.toEqual([...seen].sort((a, b) => a - b));
    expect(seen.sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, index) => index));
  });

  it('reports to the run, from step 0 when asked, and to the callbacks', async () => {
    const run = { log: vi.fn() };
    const batches: BatchReport[] = [];
    const epochs: EpochReport[] = [];
    await train(
      network(),
      { x, y: labels },
      {
        epochs: 2,
        batchSize: 32,
        run,
        validation: { images: x, labels },
        evaluateAtStart: true,
        onBatch: (batch) => batches.push(batch),
        onEpoch: (epoch) => epochs.push(epoch),
      },
    );
    const metrics = ['loss', 'accuracy', 'validation loss', 'validation accuracy'];
    expect(run.log.mock.calls.map(([step, values]) => [step, Object.keys(values)])).toEqual(
      [0, 1, 2].map((step) => [step, metrics]),
    );
    expect(batches.map(({ epoch, batch, batches: of }) => [epoch, batch, of])).toEqual([
      [1, 1, 2],
      [1, 2, 2],
      [2, 1, 2],
      [2, 2, 2],
    ]);
    expect(epochs.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
  });

  it('takes one-hot labels for what they are', async () => {
    const hot = tf.oneHot(labels, classes);
    const [plain, oneHot] = [await train(network(), { x, y: labels }), await train(network(), { x, y: hot })];
    expect(oneHot.epochs.map(({ loss }) => loss)).toEqual(plain.epochs.map(({ loss }) => loss));
    hot.dispose();
  });

  it('minimises a loss of your own', async () => {
    const target = tf.mul(x, 3);
    const model = tfl.sequential({ layers: [tfl.layers.dense({ units: 4, inputShape: [4] })] });
    const loss = (predictions: tf.Tensor, truth: tf.Tensor) =>
      tf.losses.meanSquaredError(truth, predictions) as tf.Scalar;
    const history = await train(model, { x, y: target }, { loss, epochs: 200, learningRate: 0.1 });
    expect(history.final.loss).toBeLessThan(0.05);
    expect(history.final).not.toHaveProperty('accuracy');
    target.dispose();
  });

  it('leaves no tensor behind, however it ends', async () => {
    const model = network();
    await train(model, { x, y: labels }, { epochs: 1 });
    const before = tf.memory().numTensors;
    const dataIds = tf.engine().backend.numDataIds();
    await train(model, { x, y: labels }, { epochs: 2, batchSize: 16, validation: { x, y: labels } });
    await expect(train(model, { x, y: labels }, { signal: AbortSignal.abort() })).rejects.toThrow(/stopped/);
    await expect(train(model, { x, y: x })).rejects.toThrow(/labels/);
    expect(tf.memory().numTensors).toBe(before);
    expect(tf.engine().backend.numDataIds()).toBe(dataIds);
  });
});

describe('stopping', () => {
  const stopAt = (epoch: number, stop: AbortController) => (report: EpochReport) => {
    if (report.epoch === epoch) stop.abort();
  };

  it('ends with what was reached, and the model goes on from there', async () => {
    const model = network();
    const stop = new AbortController();
    const options = { epochs: 10, signal: stop.signal, onEpoch: stopAt(2, stop), optimizer: tf.train.sgd(0.1) };
    const failure = await train(model, { x, y: labels }, options).catch((error) => error);
    expect(failure).toMatchObject({
      name: 'TrainingStoppedError',
      message: expect.stringMatching(/after epoch 2 of 10/),
    });
    expect(failure.epochs).toHaveLength(2);
    const { loss } = await evaluate(model, { x, y: labels });
    expect(loss).toBeLessThan(failure.epochs[0].loss);
  });

  it('hears the notebook', async () => {
    const stop = new AbortController();
    globalThis.activationLabHost = { signal: stop.signal } as LabHost;
    const training = train(network(), { x, y: labels }, { epochs: 1e6, onEpoch: stopAt(1, stop) });
    await expect(training).rejects.toThrow(/after epoch 1 of 1000000/);
  });

  it('ends an evaluation', async () => {
    const stopped = evaluate(network(), { x, y: labels }, { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ name: 'EvaluationStoppedError' });
  });

  it('hears a timer: the event loop lives meanwhile', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 5);
    const training = train(network(), { x, y: labels }, { epochs: 1e9, signal: stop.signal });
    await expect(training).rejects.toThrow(/Training stopped/);
  });
});

describe('what goes wrong is said', () => {
  it('when the loss is no number any more, and the weights stay those before', async () => {
    const model = network();
    const bad = tf.mul(x, Number.NaN);
    const before = weightsOf(model);
    const training = train(model, { x: bad, y: labels }, { batchSize: 16, learningRate: 0.5 });
    await expect(training).rejects.toMatchObject({
      name: 'TrainingDivergedError',
      epoch: 1,
      batch: 1,
      message: expect.stringMatching(/NaN in epoch 1, batch 1.*below 0\.5/),
    });
    expect(weightsOf(model)).toEqual(before);
    bad.dispose();
  });

  it.each<[string, () => { x: tf.Tensor; y: tf.Tensor }, RegExp]>([
    ['no examples', () => ({ x: tf.zeros([0, 4]), y: tf.zeros([0]) }), /training data are empty/],
    ['fewer labels', () => ({ x: tf.zeros([5, 4]), y: tf.zeros([4]) }), /5 examples but 4 labels/],
    ['a scalar for labels', () => ({ x: tf.zeros([5, 4]), y: tf.scalar(1) }), /5 examples but a scalar/],
    ['images that need flattening', () => ({ x: tf.zeros([5, 2, 2]), y: tf.zeros([5]) }), /\[4\].*\[2,2\].*flatten/],
    ['another width', () => ({ x: tf.zeros([5, 3]), y: tf.zeros([5]) }), /\[4\].*\[3\].*inputShape: \[3\]/],
    ['a class too many', () => ({ x: tf.zeros([2, 4]), y: tf.tensor1d([0, 3]) }), /Label 1 .* is 3, .* 3 classes/],
    ['a negative class', () => ({ x: tf.zeros([2, 4]), y: tf.tensor1d([-1, 0]) }), /Label 0 .* is -1/],
    ['half a class', () => ({ x: tf.zeros([2, 4]), y: tf.tensor1d([0, 0.5]) }), /Label 1 .* is 0\.5/],
    ['soft labels', () => ({ x: tf.zeros([1, 4]), y: tf.tensor2d([[0.5, 0.5, 0]]) }), /not one-hot/],
    ['labels of another shape', () => ({ x: tf.zeros([2, 4]), y: tf.zeros([2, 7]) }), /shape \[2,7\].*3 outputs/],
  ])('for %s', async (_, make, message) => {
    const data = make();
    await expect(train(network(), data)).rejects.toThrow(message);
    await expect(train(network(), { x, y: labels }, { validation: data })).rejects.toThrow(
      /training data|validation data/,
    );
    tf.dispose([data.x, data.y]);
  });

  it.each([{ epochs: 0 }, { epochs: 1.5 }, { batchSize: 0 }, { batchSize: -3 }])('for %o', async (options) => {
    await expect(train(network(), { x, y: labels }, options)).rejects.toThrow(/whole number, at least 1/);
  });

  it('for disposed data, and for a model with nothing to train', async () => {
    const gone = tf.zeros([2, 4]);
    gone.dispose();
    await expect(train(network(), { x: gone, y: labels })).rejects.toThrow(/disposed/);
    const frozen = network();
    for (const layer of frozen.layers) layer.trainable = false;
    await expect(train(frozen, { x, y: labels })).rejects.toThrow(/no trainable weights/);
    expect((await evaluate(frozen, { x, y: labels })).loss).toBeGreaterThan(0);
  });
});
