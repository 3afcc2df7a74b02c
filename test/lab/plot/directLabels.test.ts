import { describe, expect, it } from 'vitest';
import { spreadLabels } from '../../../kernels/lab/plot/directLabels';

describe('spreadLabels', () => {
  it('leaves labels that have room where they want to be', () => {
    expect(spreadLabels([80, 10, 40], 15, 0, 100)).toEqual([80, 10, 40]);
  });

  it('moves touching labels apart, evenly about what they want', () => {
    expect(spreadLabels([50, 50], 10, 0, 100)).toEqual([45, 55]);
    expect(spreadLabels([50, 52, 54], 10, 0, 100)).toEqual([42, 52, 62]);
  });

  it('keeps the order of the curves', () => {
    const placed = spreadLabels([30, 29, 31, 90], 15, 0, 100);
    expect([...placed].sort((a, b) => a - b)).toEqual([placed[1], placed[0], placed[2], placed[3]]);
  });

  it('pushes neighbours that a spread cluster reaches', () => {
    const placed = spreadLabels([50, 51, 62], 10, 0, 200);
    const gaps = placed.slice(1).map((y, index) => y - (placed[index] ?? 0));
    for (const gap of gaps) expect(gap).toBeGreaterThanOrEqual(10);
  });

  it('stays inside the panel', () => {
    expect(spreadLabels([1, 2, 3], 10, 0, 100)).toEqual([0, 10, 20]);
    expect(spreadLabels([99, 99], 10, 0, 100)).toEqual([90, 100]);
  });
});
