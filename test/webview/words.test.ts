import { describe, expect, it } from 'vitest';
import { acrossSeeds } from '../../extension/runs/statistics';
import { choicesOf, fileName, metricOf } from '../../webview/curves/choices';
import type { Line } from '../../webview/curves/lines';
import { headline, standingsAt } from '../../webview/curves/message';
import { dyingPoint, settlingPoint } from '../../webview/derivatives/message';
import { alignedNumbers, significant } from '../../webview/numbers';
import { trainingRuns } from './trainingRuns';

function line(name: string, ...seeds: number[][]): Line {
  const curves = seeds.map((values) => ({ steps: values.map((_, i) => i + 1), values }));
  return { name, activation: name.toLowerCase(), seeds: curves, statistics: acrossSeeds(curves), diverged: 0 };
}

const accuracy = { metric: 'validation accuracy', stepUnit: 'epoch' };
const loss = { metric: 'loss', stepUnit: 'epoch' };

describe('headline', () => {
  it('compares the best with ReLU, in points', () => {
    const lines = [
      line('ReLU', [0.8, 0.82], [0.8, 0.82]),
      line('GELU', [0.8, 0.83], [0.8, 0.83]),
      line('TeLU', [0.8, 0.85], [0.8, 0.85]),
    ];
    expect(headline(lines, accuracy)).toBe('TeLU leads ReLU by 3.0 points after epoch 2');
  });

  it('does not hide that ReLU leads', () => {
    expect(headline([line('ReLU', [0.9]), line('TeLU', [0.8])], accuracy)).toBe(
      'ReLU leads TeLU by 10.0 points after epoch 1 (one run each)',
    );
  });

  it('knows that less loss is better', () => {
    expect(headline([line('ReLU', [0.5], [0.5]), line('TeLU', [0.4], [0.4])], loss)).toBe(
      'TeLU is 0.100 below ReLU after epoch 1',
    );
  });

  it('calls a difference within the noise what it is', () => {
    const lines = [line('ReLU', [0.8], [0.84], [0.82]), line('TeLU', [0.81], [0.85], [0.83])];
    expect(headline(lines, accuracy)).toBe('No clear leader after epoch 1: TeLU and ReLU differ by 1.0 points');
  });

  it('speaks only of the step that all have reached', () => {
    expect(headline([line('ReLU', [0.5, 0.6, 0.9]), line('TeLU', [0.7])], accuracy)).toContain('after epoch 1');
  });

  it('names one run where the other side has several', () => {
    expect(headline([line('ReLU', [0.5], [0.5]), line('TeLU', [0.7])], accuracy)).toMatch(/\(one run of TeLU\)$/);
  });

  it('ranks nothing by a metric whose direction is unknown', () => {
    expect(headline([line('ReLU', [1]), line('TeLU', [2])], { metric: 'αp', stepUnit: 'epoch' })).toBe(
      'αp of 2 lines after epoch 1',
    );
  });

  it('has a title for one line and for none', () => {
    expect(headline([line('TeLU', [0.8])], accuracy)).toBe('TeLU: validation accuracy 0.800 after epoch 1');
    expect(headline([], accuracy)).toBe('Validation accuracy');
  });
});

describe('standingsAt', () => {
  it('has no value for a line that ended before', () => {
    const lines = [line('ReLU', [1, 2, 3]), line('TeLU', [1])];
    expect(standingsAt(lines, 3).map(({ name }) => name)).toEqual(['ReLU']);
    expect(standingsAt(lines, undefined).map(({ step }) => step)).toEqual([3, 1]);
  });
});

describe('choices', () => {
  const runs = trainingRuns();

  it('follows the newest group until the user chooses', () => {
    expect(choicesOf(runs, {}).chosen).toMatchObject({ group: 'CNN', metric: 'validation accuracy' });
    expect(choicesOf(runs, { group: 'MLP' }).chosen.group).toBe('MLP');
  });

  it('drops a wish for what is gone', () => {
    expect(choicesOf(runs, { source: 'gone', group: 'gone', metric: 'gone' }).chosen).toEqual(
      choicesOf(runs, {}).chosen,
    );
  });

  it('keeps the same metric per batch apart from the one per epoch', () => {
    const [first] = runs;
    if (!first) throw new Error('no runs');
    expect(metricOf({ ...first, stepUnit: 'batch' })).toBe('loss, per batch');
  });

  it('offers nothing without runs', () => {
    expect(choicesOf([], {})).toMatchObject({ sources: [], chosen: { source: '', group: '', metric: '' } });
  });

  it('reads a file name from any URI', () => {
    expect(fileName('file:///c%3A/x/01%20first.ipynb')).toBe('01 first.ipynb');
    expect(fileName('untitled:Untitled-1.ipynb')).toBe('untitled:Untitled-1.ipynb');
    expect(fileName('file:///100%.ipynb')).toBe('100%.ipynb');
  });
});

describe('numbers', () => {
  it.each([
    [0.8531, '0.853'],
    [12.44, '12.4'],
    [1234.5, '1235'],
    [0, '0'],
    [-0.05, '−0.0500'],
    [4.1e-7, '4.10e−7'],
    [Number.NaN, '–'],
    [Number.NEGATIVE_INFINITY, '−Infinity'],
  ])('writes %d as %s', (value, text) => {
    expect(significant(value)).toBe(text);
  });

  it('puts the decimal points of a column below each other', () => {
    const texts = alignedNumbers([0.649, 12.3, 150]);
    expect(texts.map((text) => text.trimEnd())).toEqual(['0.649', '12.3', '150']);
    // Counted from the right, as the column is set.
    expect(texts.map((text) => text.length - text.search(/[.\u2008]/))).toEqual([4, 4, 4]);
  });
});

describe('slopes', () => {
  const xs = [-2, -1, 0, 1, 2];

  it('finds where a slope has settled, and does not call a kink settling', () => {
    expect(settlingPoint([0, 0.2, 0.9, 0.995, 1], xs)).toBe(1);
    expect(settlingPoint([0, 0, 0, 1, 1], xs)).toBeUndefined();
    expect(settlingPoint([0, 0.5, 1, 2, 3], xs)).toBeUndefined();
  });

  it('finds where a slope dies, a kink at the kink, and none that lives', () => {
    expect(dyingPoint([0, 1e-4, 0.1, 0.2, 0.3], xs)).toBe(0);
    expect(dyingPoint([0, 0, 0, 1, 1], xs)).toBe(0);
    expect(dyingPoint([0.3, 0.3, 0.5, 1, 1], xs)).toBeUndefined();
  });
});
