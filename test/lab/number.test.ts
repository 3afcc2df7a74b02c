import { describe, expect, it } from 'vitest';
import { formatMeanSd, meanSd } from '../../kernels/lab/meanSd';
import { formatNumber, formatSeconds } from '../../kernels/lab/number';

describe('formatNumber', () => {
  it.each([
    [0.85123, '0.851'],
    [0.99961, '1.00'],
    [12.345, '12.3'],
    [1234.5, '1235'],
    [101770, '101770'],
    [0, '0'],
    [-0.5, '−0.500'],
    [0.000012345, '1.23e−5'],
    [-1.5e9, '−1.50e9'],
    [0.000123, '0.000123'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '−∞'],
  ])('writes %f as %s', (value, text) => {
    expect(formatNumber(value)).toBe(text);
  });
});

describe('formatSeconds', () => {
  it.each([
    [0.84, '0.8 s'],
    [42.4, '42 s'],
    [59.6, '1 min 0 s'],
    [200, '3 min 20 s'],
    [3900, '1 h 5 min'],
  ])('writes %f as %s', (seconds, text) => {
    expect(formatSeconds(seconds)).toBe(text);
  });
});

describe('meanSd', () => {
  it('is that of the sample', () => {
    // sum of squares 32 over N − 1 = 7
    expect(meanSd([2, 4, 4, 4, 5, 5, 7, 9])).toEqual({ mean: 5, sd: Math.sqrt(32 / 7), n: 8 });
  });

  it('has no sd for a single run', () => {
    expect(meanSd([0.5])).toEqual({ mean: 0.5, sd: undefined, n: 1 });
    expect(formatMeanSd(meanSd([0.5]))).toBe('0.500');
  });

  it('refuses nothing', () => {
    expect(() => meanSd([])).toThrow(/at least one value/);
  });

  it.each([
    [0.8521, 0.0043, '0.852 ± 0.004'],
    [0.8521, 0.00012, '0.8521 ± 0.0001'],
    [0.8521, 0, '0.852 ± 0.000'],
    [12.34, 3.2, '12.3 ± 3.2'],
  ])('writes %f ± %f with decimals that show both', (mean, sd, text) => {
    expect(formatMeanSd({ mean, sd, n: 3 })).toBe(text);
  });
});
