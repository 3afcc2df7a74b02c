import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { plot, type Run, runs, track } from '../../../kernels/lab/index';
import { curvesFigure } from '../../../kernels/lab/plot/curves';
import { installRecordingHost, lastText } from '../support/recordingHost';
import { pathsOf, placesOf, textsOf, wellFormed } from '../support/svgReading';

beforeEach(() => void installRecordingHost());
afterEach(() => void vi.restoreAllMocks());

let groups = 0;
const newGroup = () => `group ${++groups}`;

/** A run whose metric takes these values at epochs 1, 2, … */
function logged(name: string, group: string, seed: number, values: number[], metric = 'validation accuracy'): Run {
  const run = track(name, { group, seed });
  for (const [index, value] of values.entries()) run.log(index + 1, { [metric]: value });
  return run;
}

const isBand = ({ class: name }: Record<string, string>) => name === 'al-band';
const isMean = ({ class: name }: Record<string, string>) => name === 'al-line al-mean';

describe('plot.curves', () => {
  it('draws one mean, one band and the faint single runs for each name', () => {
    const group = newGroup();
    const seeds = [1, 2, 3].map((seed) => logged('TeLU', group, seed, [0.5, 0.6 + seed / 100]));
    const { svg } = curvesFigure(seeds);
    const paths = pathsOf(svg);
    expect(wellFormed(svg)).toBe(true);
    expect([paths.filter(isBand).length, paths.filter(isMean).length, paths.length]).toEqual([1, 1, 5]);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['TeLU', 'epoch', 'validation accuracy']));
  });

  it('puts the mean at the mean of the runs', () => {
    const group = newGroup();
    const pair = [logged('TeLU', group, 1, [0.4, 0.9]), logged('TeLU', group, 2, [0.6, 0.7])];
    const paths = pathsOf(curvesFigure(pair).svg);
    const [first, second] = paths.filter(({ class: name }) => name === 'al-line').map(({ d }) => placesOf(d));
    const [mean] = paths.filter(isMean).map(({ d }) => placesOf(d));
    expect(mean).toHaveLength(2);
    mean?.forEach(([x, y], step) => {
      expect(x).toBeCloseTo(first?.[step]?.[0] ?? Number.NaN, 2);
      expect(y).toBeCloseTo(((first?.[step]?.[1] ?? Number.NaN) + (second?.[step]?.[1] ?? Number.NaN)) / 2, 1);
    });
  });

  it('names the winner only when its lead is larger than the spread', () => {
    const clear = newGroup();
    const clearRuns = [1, 2].flatMap((seed) => [
      logged('ReLU', clear, seed, [0.8 + seed / 1000]),
      logged('TeLU', clear, seed, [0.9 + seed / 1000]),
    ]);
    expect(curvesFigure(clearRuns).text).toMatch(/^Validation accuracy: TeLU ends highest, 0\.9015 ± 0\.0007\n/);
    const level = newGroup();
    const levelRuns = [1, 2].flatMap((seed) => [
      logged('ReLU', level, seed, [0.8 + seed / 10]),
      logged('TeLU', level, seed, [0.81 + seed / 10]),
    ]);
    expect(curvesFigure(levelRuns).text).toMatch(
      /^Validation accuracy: TeLU and ReLU end within one sd of each other\n/,
    );
  });

  it('knows that a low loss is a good one', () => {
    const group = newGroup();
    const both = [logged('ReLU', group, 1, [0.5], 'loss'), logged('TeLU', group, 1, [0.2], 'loss')];
    expect(curvesFigure(both).text).toMatch(/^Loss: TeLU ends lowest, 0\.200\n.*One run each\./);
  });

  it('states N and what the band is', () => {
    const group = newGroup();
    const mixed = [
      ...[1, 2, 3].map((seed) => logged('TeLU', group, seed, [1])),
      ...[1, 2].map((seed) => logged('ReLU', group, seed, [1])),
    ];
    expect(curvesFigure(mixed).text).toContain('Mean of N = 2 to 3 runs each, band ± 1 sd, thin lines single runs.');
  });

  it('shows that a run diverged instead of dropping it', () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const group = newGroup();
    const pair = [logged('TeLU', group, 1, [0.5, 0.6]), logged('TeLU', group, 2, [0.5, Number.NaN])];
    const { svg, text } = curvesFigure(pair);
    expect(textsOf(svg)).toContain('TeLU (1 of 2 diverged)');
    expect(text).toContain('(N = 1, 1 diverged)');
  });

  it('counts a run that never was a number, and draws the others', () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const group = newGroup();
    const broken = [
      logged('TeLU', group, 1, [Number.NaN]),
      logged('TeLU', group, 2, [0.5]),
      logged('ReLU', group, 1, [0.4]),
    ];
    const { svg } = curvesFigure(broken);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['TeLU (1 of 2 diverged)', 'ReLU']));
    expect(svg).not.toMatch(/NaN|Infinity/);
  });

  it('never names a winner by the mean of the runs that survived', () => {
    vi.spyOn(console, 'warn').mockImplementation(() => {});
    const group = newGroup();
    const all = [
      logged('TeLU', group, 1, [0.5, 0.99]),
      logged('TeLU', group, 2, [0.5, Number.NaN]),
      logged('ReLU', group, 1, [0.5, 0.8]),
      logged('ReLU', group, 2, [0.5, 0.8]),
    ];
    expect(curvesFigure(all).text).toMatch(/^Validation accuracy: ReLU ends at 0\.800/);
  });

  it('draws a panel for each group, or the one asked for', () => {
    const [mlp, cnn] = [newGroup(), newGroup()];
    const both = [logged('TeLU', mlp, 1, [0.5, 0.6]), logged('TeLU', cnn, 1, [0.7, 0.8])];
    expect(pathsOf(curvesFigure(both).svg).filter(isMean)).toHaveLength(2);
    expect(textsOf(curvesFigure(both).svg)).toEqual(expect.arrayContaining([mlp, cnn]));
    expect(pathsOf(curvesFigure(both, { group: cnn }).svg).filter(isMean)).toHaveLength(1);
  });

  it('leaves out of a log axis what has no place there, and says that it is one', () => {
    const group = newGroup();
    const { svg } = curvesFigure([logged('TeLU', group, 1, [1, 0, 0.01], 'loss')], { log: true });
    const [mean] = pathsOf(svg).filter(isMean);
    expect(placesOf(mean?.d)).toHaveLength(2);
    expect(svg).not.toMatch(/NaN|Infinity/);
    expect(textsOf(svg)).toContain('loss (log scale)');
  });

  it('draws a single point and a flat line without a broken axis', () => {
    const group = newGroup();
    expect(curvesFigure([logged('TeLU', group, 1, [0])]).svg).not.toMatch(/NaN|Infinity/);
  });

  it('says which metrics there are when the wanted one is missing', () => {
    const group = newGroup();
    const run = logged('TeLU', group, 1, [1], 'loss');
    expect(() => curvesFigure([run], { metric: 'perplexity' })).toThrow(/logged "perplexity". Logged metrics: loss/);
  });

  it('lets no markup through from names', () => {
    const group = newGroup();
    const { svg } = curvesFigure([logged('<script>"a" & b</script>', group, 1, [1, 2])]);
    expect(wellFormed(svg)).toBe(true);
    expect(svg).not.toContain('<script');
  });

  it('takes the runs of the session when given none', () => {
    const host = installRecordingHost();
    const group = newGroup();
    logged('TeLU', group, 1, [0.5, 0.6]);
    plot.curves(runs({ group }), { title: 'Mine' });
    expect(lastText(host)).toMatch(/^Mine\n/);
  });
});
