import { describe, expect, it } from 'vitest';
import { axisEnd } from '../../webview/benchmark/boxPlot';
import { spread } from '../../webview/chart/directLabels';
import { type Extent, steppedRange, steppedRunRange } from '../../webview/chart/steppedRange';
import { linearTicks, logTicks, tickLabels } from '../../webview/chart/ticks';
import { extentOf, figureOf } from '../../webview/curves/figure';

describe('steppedRange', () => {
  it('is round and holds the data', () => {
    expect(steppedRange({ min: 0.713, max: 0.891 }, false)).toEqual({ min: 0.7, max: 0.9 });
    expect(steppedRange({ min: 0.02, max: 2.3 }, false)).toEqual({ min: 0, max: 2.5 });
    expect(steppedRange({ min: 0.03, max: 2.3 }, true)).toEqual({ min: 0.02, max: 5 });
  });

  it.each([
    { min: 5, max: 5 },
    { min: 0, max: 0 },
    { min: -3, max: -3 },
    { min: 1e-9, max: 1e-9 },
    { min: -1e6, max: 1e6 },
  ])('has a length and holds $min … $max', (data) => {
    const range = steppedRange(data, false);
    expect(range.max).toBeGreaterThan(range.min);
    expect(range.min).toBeLessThanOrEqual(data.min);
    expect(range.max).toBeGreaterThanOrEqual(data.max);
  });

  it('grows in few steps while points arrive, and never loses one', () => {
    let range: Extent | undefined;
    const seen = new Set<string>();
    for (let step = 1; step <= 1000; step++) {
      range = steppedRunRange({ min: 1, max: step }, false, range);
      expect(range.max).toBeGreaterThanOrEqual(step);
      seen.add(JSON.stringify(range));
    }
    expect(seen.size).toBeLessThan(32);
  });

  it('lets go of a range that the data no longer fill', () => {
    expect(steppedRange({ min: 0.8, max: 0.9 }, false, { min: 0, max: 100 }).max).toBeLessThan(1.1);
  });

  it('answers without data', () => {
    const none = { min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY };
    expect(steppedRange(none, false)).toEqual({ min: 0, max: 1 });
    expect(steppedRange(none, true).min).toBeGreaterThan(0);
  });
});

describe('ticks', () => {
  it('are round, within bounds and no more than asked', () => {
    expect(linearTicks(0, 1, 5)).toEqual([0, 0.2, 0.4, 0.6, 0.8, 1]);
    expect(linearTicks(1, 8, 20, 1)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(logTicks(0.01, 10, 4)).toEqual([0.01, 0.1, 1, 10]);
    expect(logTicks(1e-12, 10, 4).length).toBeLessThanOrEqual(4);
    expect(logTicks(1, 10, 9)).toEqual([1, 2, 5, 10]);
  });

  it('are labelled with the decimals of their step', () => {
    expect(tickLabels([-0.5, 0, 0.5], false)).toEqual(['−0.5', '0.0', '0.5']);
    expect(tickLabels([0, 200, 400], false)).toEqual(['0', '200', '400']);
    expect(tickLabels([1e-6, 2e-6, 0.01, 1, 1e5], true)).toEqual(['10⁻⁶', '2·10⁻⁶', '0.01', '1', '10⁵']);
  });
});

describe('spread', () => {
  const place = (...ys: number[]) =>
    spread(
      ys.map((y) => ({ x: 0, y })),
      10,
      0,
      100,
    ).map(({ y }) => y);

  it('leaves labels that do not touch', () => {
    expect(place(10, 40, 80)).toEqual([10, 40, 80]);
  });

  it('moves touching ones apart the least way, order kept, inside the plot', () => {
    expect(place(50, 50)).toEqual([45, 55]);
    expect(place(2, 3, 4)).toEqual([5, 15, 25]);
    expect(place(99, 98, 500)).toEqual([75, 85, 95]);
  });

  it('does not disturb labels elsewhere', () => {
    expect(
      spread(
        [
          { x: 0, y: 50 },
          { x: 300, y: 50 },
        ],
        10,
        0,
        100,
      ).map(({ y }) => y),
    ).toEqual([50, 50]);
  });
});

describe('figureOf', () => {
  const statistics = { steps: [0, 1, 2], mean: [0, 2, 4], sd: [1, 1, 1], count: [2, 2, 2] };
  const seeds = [
    { steps: [0, 1], values: [0, Number.NaN] },
    { steps: [0, 2], values: [0, 4] },
  ];
  const line = { name: 'a', activation: undefined, seeds, statistics, diverged: 1 };

  it('tells a value that cannot be drawn from a step without one', () => {
    const { columns } = figureOf([line], { isLogX: false, isLogY: false });
    expect(columns[0]?.values).toEqual([0, null, undefined]);
    expect(columns.map(({ role }) => role)).toEqual(['seed', 'seed', 'high', 'low', 'mean']);
  });

  it('leaves out what a log axis cannot show', () => {
    const figure = figureOf([line], { isLogX: true, isLogY: true });
    expect(figure.steps).toEqual([1, 2]);
    expect(extentOf(figure).min).toBeGreaterThan(0);
  });
});

describe('axisEnd', () => {
  const row = (samples: number[], q3: number) => ({
    activation: 'a',
    pass: 'forward' as const,
    samples,
    median: q3,
    q1: q3,
    q3,
    ratio: 1,
  });

  it('is not stretched by a pause of the machine', () => {
    expect(axisEnd([row([1, 1, 900], 1)])).toBe(1.25);
    expect(axisEnd([row([1, 1, 1.1], 1)])).toBe(1.1);
  });
});
