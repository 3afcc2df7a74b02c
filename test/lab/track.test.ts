import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { runs, track } from '../../kernels/lab/index';
import { installRecordingHost, type RecordingHost } from './support/recordingHost';

let host: RecordingHost;

beforeEach(() => {
  host = installRecordingHost();
});
afterEach(() => void vi.restoreAllMocks());

describe('track', () => {
  it('defines each metric once and sends every point', () => {
    const run = track('TeLU', { group: 'MLP', seed: 1 });
    run.log(1, { loss: 2, accuracy: 0.5 });
    run.log(2, { loss: 1 });
    expect(host.series.map(({ metric, stepUnit }) => [metric, stepUnit])).toEqual([
      ['loss', 'epoch'],
      ['accuracy', 'epoch'],
    ]);
    expect(host.series[0]?.run).toMatchObject({ name: 'TeLU', group: 'MLP', seed: 1, activation: 'telu' });
    expect(host.points).toEqual([
      [0, 1, 2],
      [1, 1, 0.5],
      [0, 2, 1],
    ]);
  });

  it('remembers its own points', () => {
    const run = track('remembered');
    run.log(1, { loss: 2 });
    run.log(2, { loss: 1 });
    expect(run.series('loss')).toEqual([
      { step: 1, value: 2 },
      { step: 2, value: 1 },
    ]);
    expect(run.series('accuracy')).toEqual([]);
    expect(run.metrics).toEqual(['loss']);
  });

  it.each([
    ['TeLU', 'telu'],
    ['xIELU, lr 0.1', 'xielu'],
    ['MLP with Leaky_ReLU', 'leakyRelu'],
    ['my own', undefined],
  ])('guesses the activation of "%s": %s', (name, activation) => {
    expect(track(name).identity.activation).toBe(activation);
  });

  it('keeps values that are no numbers, and warns once', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const run = track('TeLU', { seed: 7 });
    for (const [step, loss] of [2, Number.NaN, Number.POSITIVE_INFINITY].entries()) run.log(step, { loss });
    expect(run.series('loss')).toHaveLength(3);
    expect(run.nonFinite).toEqual([{ metric: 'loss', step: 1, value: Number.NaN }]);
    expect(host.points).toHaveLength(3);
    expect(warn.mock.calls).toEqual([['Run TeLU (seed 7): loss is NaN at epoch 1.']]);
  });

  it('refuses what is no number, with a hint', () => {
    const values: Record<string, number> = JSON.parse('{"loss": "0.5"}');
    expect(() => track('TeLU').log(1, values)).toThrow(/loss is a string, not a number/);
  });

  it('refuses points after its end', () => {
    const run = track('TeLU');
    run.end();
    expect(() => run.log(1, { loss: 1 })).toThrow(/has ended/);
  });
});

describe('runs', () => {
  it('lists a group, a repeated run in place of the earlier one', () => {
    const first = track('TeLU', { group: 'listed', seed: 1 });
    const second = track('TeLU', { group: 'listed', seed: 2 });
    const other = track('ReLU', { group: 'listed' });
    const again = track('TeLU', { group: 'listed', seed: 1 });
    expect(runs({ group: 'listed' })).toEqual([again, second, other]);
    expect(again.identity.id).not.toBe(first.identity.id);
    expect(runs().length).toBeGreaterThan(3);
  });

  it('keeps trials without a seed apart', () => {
    track('ReLU', { group: 'unseeded' });
    track('ReLU', { group: 'unseeded' });
    expect(runs({ group: 'unseeded' })).toHaveLength(2);
  });
});
