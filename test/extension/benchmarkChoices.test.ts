import { expect, it } from 'vitest';
import { benchmarkChoices } from '../../extension/benchmark/benchmarkChoices';
import { getActivation } from '../../kernels/activations';
import { writeActivation } from '../../kernels/activations/writtenActivation';

const mine = { ...writeActivation(getActivation('silu')), id: 'mine', title: 'Mine' };

const picked = (...asked: Parameters<typeof benchmarkChoices>) =>
  benchmarkChoices(...asked)
    .filter((choice) => choice.picked)
    .map(({ id }) => id);

it('ticks the usual ones, or the one that was asked for beside the baseline and ours, before all others', () => {
  expect(picked(undefined, []).sort()).toEqual(['gelu', 'relu', 'silu', 'telu', 'xielu']);
  expect(picked('TanhExp', []).sort()).toEqual(['relu', 'telu', 'xielu']);
  const first = benchmarkChoices('mish', []).slice(0, 4);
  expect(first.every((choice) => choice.picked)).toBe(true);
});

it('offers what a cell has defined, before the catalogue', () => {
  const choices = benchmarkChoices(undefined, [mine]).filter((choice) => !choice.picked);
  expect(choices[0]).toMatchObject({ id: 'mine', title: 'Mine' });
  expect(picked('mine', [mine])).toContain('mine');
});
