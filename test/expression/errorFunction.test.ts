import { describe, expect, it } from 'vitest';
import { erf, erfc } from '../../kernels/expression/errorFunction';

/** z, erf z, erfc z with 40-digit arithmetic (mpmath). */
const table = [
  [1e-5, 1.1283791670579e-5, 0.9999887162083294],
  [0.25, 0.27632639016823696, 0.7236736098317631],
  [0.5, 0.5204998778130465, 0.4795001221869535],
  [0.875, 0.7840750610598597, 0.21592493894014034],
  [1.0, 0.8427007929497149, 0.15729920705028513],
  [1.125, 0.8883882317017078, 0.11161176829829224],
  [1.5, 0.9661051464753108, 0.033894853524689274],
  [1.75, 0.9866716712191824, 0.013328328780817557],
  [2.0, 0.9953222650189527, 0.004677734981047266],
  [2.5, 0.999593047982555, 0.0004069520174449589],
  [3.0, 0.9999779095030014, 2.209049699858544e-5],
  [5.0, 0.9999999999984626, 1.537459794428035e-12],
  [10.0, 1.0, 2.088487583762545e-45],
  [20.0, 1.0, 5.395865611607901e-176],
  [26.5, 1.0, 2.2109076642637343e-307],
] as const;

describe('the error function', () => {
  it.each(table)('at %f is right to 15 digits, its complement too', (z, value, complement) => {
    expect(Math.abs(erf(z) / value - 1)).toBeLessThan(1e-15);
    expect(Math.abs(erfc(z) / complement - 1)).toBeLessThan(4e-15);
  });

  it('is odd, and goes to ±1 without a NaN', () => {
    expect(erf(-0.3)).toBe(-erf(0.3));
    expect([erf(0), erf(Infinity), erf(-Infinity), erf(1e300)]).toEqual([0, 1, -1, 1]);
    expect([erfc(0), erfc(Infinity), erfc(-Infinity), erfc(1e300)]).toEqual([1, 0, 2, 0]);
  });
});
