import { describe, expect, it } from 'vitest';
import { runsAsCsv } from '../../extension/runs/runsAsCsv';
import { runsAsJson, runsFromJson } from '../../extension/runs/runsAsJson';
import type { SeriesSnapshot } from '../../extension/runs/series';

const series: SeriesSnapshot = {
  key: 'k',
  source: 'file:///a.ipynb',
  run: { id: 'r', name: 'TeLU, "wide"', activation: 'telu', group: 'MLP', seed: 0, startedAt: 0 },
  metric: 'loss',
  stepUnit: 'epoch',
  points: { steps: Float64Array.of(1, 2), values: Float64Array.of(0.5, Number.NaN), stride: 1 },
};

describe('runsAsCsv', () => {
  it('writes one line per point, names quoted where they must be, seed 0 not lost', () => {
    expect(runsAsCsv([series]).split('\n')).toEqual([
      'notebook,group,run,activation,seed,started,metric,step unit,step,value,points per kept pair',
      'file:///a.ipynb,MLP,"TeLU, ""wide""",telu,0,1970-01-01T00:00:00.000Z,loss,epoch,1,0.5,1',
      'file:///a.ipynb,MLP,"TeLU, ""wide""",telu,0,1970-01-01T00:00:00.000Z,loss,epoch,2,NaN,1',
      '',
    ]);
  });

  it('says how many points a kept pair stands for', () => {
    const thinned = { ...series, points: { ...series.points, stride: 4 } };
    expect(runsAsCsv([thinned])).toMatch(/,0\.5,8\n/);
  });
});

describe('runsAsJson', () => {
  it('comes back as it went, values that JSON does not know included', () => {
    const wild = {
      ...series,
      points: { ...series.points, values: Float64Array.of(Number.NaN, Number.NEGATIVE_INFINITY) },
    };
    expect(runsFromJson(runsAsJson([series, wild]))).toEqual([series, wild]);
  });

  it.each([
    '',
    'null',
    '[]',
    '{"formatVersion":1}',
    '{"formatVersion":1,"series":[null]}',
    '{"formatVersion":1,"series":[{"key":"k"}]}',
    '{"formatVersion":2,"series":[]}',
    runsAsJson([series]).slice(0, 80),
  ])('refuses %j', (text) => {
    expect(() => runsFromJson(text)).toThrow();
  });
});
