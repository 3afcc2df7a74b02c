import '@tensorflow/tfjs-backend-cpu';
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { getActivation } from '../../kernels/activations';
import { writeActivation } from '../../kernels/activations/writtenActivation';
import { writeExpression } from '../../kernels/expression/written';
import { expression as e } from '../../kernels/lab';
import { bench } from '../../kernels/lab/bench';
import { quantile } from '../../kernels/lab/benchRows';
import { op } from '../../kernels/tfjs';

const ops: Record<string, (x: tf.Tensor) => tf.Tensor> = {
  relu: (x) => tf.relu(x),
  tanh: (x) => tf.tanh(x),
};

function opOf(id: string): (x: tf.Tensor) => tf.Tensor {
  const op = ops[id];
  if (!op) throw new Error(`there is no activation "${id}"`);
  return op;
}

const request = { activations: ['relu', 'tanh'], size: 1000, repetitions: 5 };

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe('a benchmark', () => {
  it('measures every activation both ways, against the first', async () => {
    const report = await bench(request, { opOf });
    expect(report).toMatchObject({
      backend: 'cpu',
      device: 'CPU, JavaScript',
      baseline: 'relu',
      size: 1000,
      cancelled: false,
    });
    expect(report.rows.map(({ activation, pass }) => `${activation} ${pass}`)).toEqual([
      'relu forward',
      'relu forward + backward',
      'tanh forward',
      'tanh forward + backward',
    ]);
    for (const row of report.rows) {
      expect(row.samples).toHaveLength(5);
      expect(Math.min(...row.samples)).toBeGreaterThan(0);
      expect(row.q1).toBeLessThanOrEqual(row.median);
      expect(row.median).toBeLessThanOrEqual(row.q3);
    }
    expect(report.rows.slice(0, 2).map(({ ratio }) => ratio)).toEqual([1, 1]);
  });

  it('runs the op, and its gradient only in the second pass', async () => {
    const gradient = vi.fn((dy: tf.Tensor) => dy);
    const forward = vi.fn((x: tf.Tensor) => ({ value: tf.clone(x), gradFunc: gradient }));
    const op = tf.customGrad((x) => forward(x as tf.Tensor));
    await bench({ ...request, activations: ['own'] }, { opOf: () => op });
    expect(gradient).toHaveBeenCalledTimes(forward.mock.calls.length / 2);
    expect(gradient.mock.calls.length).toBeGreaterThanOrEqual(5);
  });

  it('defines what a cell of another kernel has defined, and no more than that', async () => {
    const forward = e.mul(e.x, e.sigmoid(e.mul(3, e.x)));
    const { id, title } = { id: 'elsewhere', title: 'Defined elsewhere' };
    const known = writeActivation(getActivation('telu'));
    const defined = [
      { ...known, id, title, forward: writeExpression(forward) },
      { ...known, id: 'telu', title: 'No' },
    ];
    const report = await bench({ ...request, activations: ['relu', id, 'telu'], defined });
    expect(report.rows.map(({ activation }) => activation)).toContain(id);
    const [value] = await op(id)(tf.tensor1d([2])).data();
    expect(value).toBeCloseTo(2 / (1 + Math.exp(-6)), 6);
    expect(getActivation('telu').title).toBe('TeLU');
  });

  it('asks for the gradients of what the activation trains, when it trains something', async () => {
    const asked = vi.fn((id: string, parameters: Readonly<Record<string, tf.Tensor>>) => op(id, parameters));
    await bench({ ...request, activations: ['xielu', 'telu'] }, { opOf: asked });
    const names = new Set(asked.mock.calls.map(([id, parameters]) => `${id}: ${Object.keys(parameters).join(' ')}`));
    expect([...names].sort()).toEqual(['telu: ', 'xielu: ', 'xielu: alphaP alphaN'].sort());
  });

  it('leaves no tensor behind, also after an op that throws', async () => {
    const before = tf.memory().numTensors;
    await bench(request, { opOf });
    const broken = () => () => {
      throw new Error('no kernel for this');
    };
    await expect(bench(request, { opOf: broken })).rejects.toThrow('no kernel for this');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('counts up to its total', async () => {
    const seen: { done: number; total: number; label: string }[] = [];
    await bench(request, { opOf, onProgress: (progress) => seen.push(progress) });
    const total = seen.at(-1)?.total ?? 0;
    expect(seen.map(({ done }) => done)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    expect(seen.at(-1)?.label).toBe('tanh, forward + backward');
  });

  it('gives what it has when it is stopped', async () => {
    const stop = new AbortController();
    const onProgress = ({ done }: { done: number }) => done === 11 && stop.abort();
    const report = await bench({ ...request, repetitions: 10_000 }, { opOf, signal: stop.signal, onProgress });
    expect(report.cancelled).toBe(true);
    // Two warm-up rounds of four, then three of the first round.
    expect(report.rows.map(({ samples }) => samples.length)).toEqual([1, 1, 1]);
    expect(report.rows[2]?.ratio).toBeGreaterThan(0);
  });

  it('lets timers run meanwhile', async () => {
    let ticks = 0;
    const timer = setInterval(() => ticks++, 1);
    await bench({ activations: ['tanh'], size: 100_000, repetitions: 10 }, { opOf });
    clearInterval(timer);
    expect(ticks).toBeGreaterThan(1);
  });
});

describe('a benchmark that makes no sense is refused', () => {
  it.each([
    [{ size: 0 }, /size is 0/],
    [{ size: -1 }, /size is -1/],
    [{ size: 1.5 }, /size is 1\.5/],
    [{ size: 2 ** 27 + 1 }, /from 1 to 134217728/],
    [{ size: Number.NaN }, /size is NaN/],
    [{ repetitions: 0 }, /repetitions is 0/],
    [{ repetitions: 1e9 }, /repetitions is 1000000000/],
    [{ activations: [] }, /at least one/],
    [{ activations: ['relu', 'rulu'] }, /"rulu" cannot be benchmarked: there is no activation "rulu"/],
  ])('%o', async (change, message) => {
    await expect(bench({ ...request, ...change }, { opOf })).rejects.toThrow(message);
  });
});

describe('a quantile', () => {
  it('lies between samples', () => {
    expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
    expect(quantile([4, 1, 3, 2], 0.25)).toBe(1.75);
    expect(quantile([7], 0.75)).toBe(7);
    expect(quantile([], 0.5)).toBeNaN();
  });
});
