import { describe, expect, it } from 'vitest';
import { smoothed } from '../../extension/runs/smoothing';
import { acrossSeeds } from '../../extension/runs/statistics';

describe('acrossSeeds', () => {
  it('gives mean, sample deviation and count at each step', () => {
    const { steps, mean, sd, count } = acrossSeeds([
      { steps: [1, 2], values: [1, 10] },
      { steps: [1, 2], values: [2, 10] },
      { steps: [1, 2], values: [3, 13] },
    ]);
    expect(steps).toEqual([1, 2]);
    expect(mean).toEqual([2, 11]);
    expect(sd[0]).toBeCloseTo(1, 12);
    expect(sd[1]).toBeCloseTo(Math.sqrt(3), 12);
    expect(count).toEqual([3, 3]);
  });

  it('counts a seed only as far as it has come', () => {
    const { mean, sd, count } = acrossSeeds([
      { steps: [1, 2, 3], values: [1, 2, 3] },
      { steps: [1], values: [3] },
    ]);
    expect(mean).toEqual([2, 2, 3]);
    expect(count).toEqual([2, 1, 1]);
    expect(sd[1]).toBeNaN();
  });

  it('reads between the steps of a thinned seed on the straight line', () => {
    const { steps, mean } = acrossSeeds([
      { steps: [0, 10], values: [0, 10] },
      { steps: [0, 4, 10], values: [0, 4, 10] },
    ]);
    expect(steps).toEqual([0, 4, 10]);
    expect(mean).toEqual([0, 4, 10]);
  });

  it('leaves a diverged seed out and says so in the count', () => {
    const { mean, count } = acrossSeeds([
      { steps: [1, 2], values: [1, Number.NaN] },
      { steps: [1, 2], values: [3, 5] },
    ]);
    expect(mean).toEqual([2, 5]);
    expect(count).toEqual([2, 1]);
  });

  it('has nothing to say about nothing', () => {
    expect(acrossSeeds([])).toEqual({ steps: [], mean: [], sd: [], count: [] });
    expect(acrossSeeds([{ steps: [1], values: [Number.POSITIVE_INFINITY] }]).count).toEqual([0]);
  });
});

describe('smoothed', () => {
  it('leaves a curve as it is at weight 0', () => {
    expect(smoothed([3, 1, 2], 0)).toEqual([3, 1, 2]);
  });

  it('does not pull the first values towards zero', () => {
    expect(smoothed([5, 5, 5], 0.9).every((value) => Math.abs(value - 5) < 1e-12)).toBe(true);
  });

  it('is the weighted mean of what came before', () => {
    const [, second] = smoothed([0, 1], 0.5);
    expect(second).toBeCloseTo(0.5 / 0.75, 12);
  });

  it('passes a value that is no number and forgets it', () => {
    const values = smoothed([1, Number.NaN, 1], 0.5);
    expect(values[1]).toBeNaN();
    expect(values[2]).toBeCloseTo(1, 12);
  });
});
