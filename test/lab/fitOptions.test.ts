import * as tf from '@tensorflow/tfjs-core';
import * as tfl from '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { AdamW } from '../../kernels/lab/adamW';
import { fit as train } from '../../kernels/lab/fit';
import type { FitOptions } from '../../kernels/lab/fitOptions';
import { noise, useWasm } from '../backends/bothBackends';
import { installRecordingHost, lastText } from './support/recordingHost';

beforeAll(async () => {
  await useWasm();
  await tf.setBackend('wasm');
});

const count = 40;
const { dense } = tfl.layers;
const line = () => tfl.sequential({ layers: [dense({ units: 1, inputShape: [2], kernelInitializer: 'ones' })] });

/** y = 2·x₀ − x₁ + 1. */
function regression(): { x: tf.Tensor; y: tf.Tensor } {
  const x = noise([count, 2], 3).toTensor();
  return { x, y: tf.tidy(() => tf.add(tf.sum(tf.mul(x, [2, -1]), 1), 1)) };
}

async function leavingNothing(work: () => Promise<void>): Promise<void> {
  const before = [tf.memory().numTensors, tf.engine().backend.numDataIds()];
  await work();
  expect([tf.memory().numTensors, tf.engine().backend.numDataIds()]).toEqual(before);
}

describe('a loss by its name', () => {
  it.each(['meanSquaredError', 'meanAbsoluteError'] as const)(
    '%s fits a line, labels [n] against outputs [n, 1]',
    async (loss) => {
      const { x, y } = regression();
      const model = line();
      const metrics = { largest: (p: tf.Tensor, truth: tf.Tensor) => tf.max(tf.abs(tf.sub(p, truth))) as tf.Scalar };
      const options: FitOptions = {
        loss,
        metrics,
        epochs: 150,
        batchSize: 8,
        learningRate: 0.05,
        validation: { x, y },
      };
      const { final } = await train(model, { x, y }, options);
      expect(final.loss).toBeLessThan(0.1);
      expect(final.validationMetrics?.largest).toBeLessThan(0.3);
      expect(Object.keys(final.metrics ?? {})).toEqual(['largest']);
      const [slopes] = model.getWeights();
      expect(slopes?.dataSync()[0]).toBeCloseTo(2, 0);
      tf.dispose([x, y]);
    },
  );

  it.each([undefined, 'sigmoid'] as const)('binaryCrossEntropy, the model ending in %s', async (activation) => {
    const x = noise([count, 2], 3).toTensor();
    const y = tf.tidy(() => tf.cast(tf.greater(tf.sum(x, 1), 0), 'float32'));
    const layer = dense({ units: 1, inputShape: [2], kernelInitializer: 'zeros', ...(activation && { activation }) });
    const options: FitOptions = { loss: 'binaryCrossEntropy', epochs: 60, learningRate: 0.1 };
    const { epochs, final } = await train(tfl.sequential({ layers: [layer] }), { x, y }, options);
    expect(epochs[0]?.loss).toBeCloseTo(Math.LN2, 1);
    expect(final.loss).toBeLessThan(0.2);
    tf.dispose([x, y]);
  });

  it('that is unknown, or cannot compare these shapes, is refused', async () => {
    const { x, y } = regression();
    await expect(train(line(), { x, y }, { loss: 'hinge' as 'meanSquaredError' })).rejects.toThrow(/no loss "hinge"/);
    await expect(train(line(), { x, y: x }, { loss: 'meanSquaredError' })).rejects.toThrow(/\[40,2\].*\[40,1\]/);
    tf.dispose([x, y]);
  });
});

describe('a model with two inputs and two outputs', () => {
  function forked(): tfl.LayersModel {
    const [left, right] = [tfl.input({ shape: [2] }), tfl.input({ shape: [3] })];
    const joined = tfl.layers.concatenate().apply([left, right]) as tfl.SymbolicTensor;
    const outputs = [dense({ units: 1 }), dense({ units: 3, activation: 'softmax' })].map(
      (layer) => layer.apply(joined) as tfl.SymbolicTensor,
    );
    return tfl.model({ inputs: [left, right], outputs });
  }

  it('trains on a loss for each output, and leaves no tensor behind', async () => {
    const inputs = [noise([count, 2], 1).toTensor(), noise([count, 3], 2).toTensor()];
    const [first, second] = inputs as [tf.Tensor, tf.Tensor];
    const labels = tf.tidy(() => [tf.sum(first, 1), tf.argMax(second, 1)]);
    const model = forked();
    const data = { x: inputs, y: labels };
    const options: FitOptions = {
      loss: ['meanSquaredError', 'crossEntropy'],
      epochs: 40,
      learningRate: 0.05,
      validation: data,
    };
    const { epochs, final } = await train(model, data, options);
    expect(final.loss).toBeLessThan((epochs[0]?.loss ?? 0) / 3);
    expect(final.validationLoss).toBeLessThan(epochs[0]?.validationLoss ?? 0);
    await leavingNothing(async () => {
      await train(model, data, { ...options, epochs: 1 });
    });
    await expect(train(model, data, { epochs: 1 })).rejects.toThrow(/2 outputs, and 1 losses/);
    await expect(train(model, { x: first, y: labels }, options)).rejects.toThrow(/2 inputs.* 1: pass an array/);
    tf.dispose([inputs, labels]);
  });
});

describe('stopping early', () => {
  it('waits for its patience, and goes back to the best weights', async () => {
    const { x, y } = regression();
    const model = line();
    const best: number[][] = [];
    const jumpsAway = (_: number) => (best.length < 3 ? 0.02 : 0.5);
    const history = await train(
      model,
      { x, y },
      {
        loss: 'meanSquaredError',
        epochs: 100,
        learningRate: jumpsAway,
        earlyStop: { patience: 2 },
        onEpoch: () => best.push(model.getWeights().flatMap((weight) => [...weight.dataSync()])),
      },
    );
    expect(history.stoppedEarly).toBe(true);
    expect(history.epochs.length).toBeLessThan(100);
    expect(history.final.epoch).toBe(history.best.epoch + 2);
    const reached = model.getWeights().flatMap((weight) => [...weight.dataSync()]);
    expect(reached).toEqual(best[history.best.epoch - 1]);
    expect(reached).not.toEqual(best.at(-1));
    tf.dispose([x, y]);
  });

  it('watches the validation, and leaves no tensor behind', async () => {
    const { x, y } = regression();
    const model = line();
    await leavingNothing(async () => {
      const still = { learningRate: 0, earlyStop: { patience: 3 }, validation: { x, y } };
      const { epochs } = await train(model, { x, y }, { ...still, loss: 'meanSquaredError', epochs: 50 });
      expect(epochs).toHaveLength(4);
    });
    tf.dispose([x, y]);
  });

  it('refuses no patience', async () => {
    const { x, y } = regression();
    await expect(train(line(), { x, y }, { earlyStop: { patience: 0 } })).rejects.toThrow(/earlyStop.patience is 0/);
    tf.dispose([x, y]);
  });
});

it('follows a schedule, step by step', async () => {
  const { x, y } = regression();
  const schedule = vi.fn((step: number, steps: number) => 0.1 * (1 - step / steps));
  await train(line(), { x, y }, { loss: 'meanSquaredError', epochs: 2, batchSize: 20, learningRate: schedule });
  const calls = schedule.mock.calls.slice(-4);
  expect(calls).toEqual([0, 1, 2, 3].map((step) => [step, 4]));
  tf.dispose([x, y]);
});

it('shows its progress with what it reached', async () => {
  const { x, y } = regression();
  const host = installRecordingHost();
  await train(line(), { x, y }, { loss: 'meanSquaredError', epochs: 2, progress: 'A line' });
  expect(lastText(host)).toMatch(/^A line.*80 examples/);
  tf.dispose([x, y]);
});

it('says that weights are broken before it trains them', async () => {
  const { x, y } = regression();
  const model = line();
  model.setWeights([tf.tensor2d([[Number.NaN], [1]]), tf.tensor1d([0])]);
  await expect(train(model, { x, y }, { loss: 'meanSquaredError' })).rejects.toThrow(/hold NaN or an infinity/);
  tf.dispose([x, y]);
});

it('does not wake an optimizer of yours', async () => {
  const { x, y } = regression();
  const optimizer = new AdamW(0.3);
  await train(line(), { x, y }, { loss: 'meanSquaredError', optimizer, epochs: 1 });
  expect(optimizer.learningRate).toBe(0.3);
  optimizer.dispose();
  tf.dispose([x, y]);
});
