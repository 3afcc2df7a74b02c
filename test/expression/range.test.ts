import { describe, expect, it } from 'vitest';
import {
  abs,
  add,
  erfc,
  exp,
  expm1,
  max,
  min,
  mul,
  neg,
  parameter,
  power,
  sigmoid,
  sub,
  tanh,
  where,
  x,
} from '../../kernels/expression/build';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import { rangeOf } from '../../kernels/expression/range';

describe('rangeOf', () => {
  it('knows the signs that code generators ask for', () => {
    expect(rangeOf(exp(min(x, 5)))).toEqual({ low: 0, high: Math.exp(5) });
    expect(rangeOf(min(x, 0))).toEqual({ low: -Infinity, high: 0 });
    expect(rangeOf(mul(Math.SQRT1_2, abs(x))).low).toBe(0);
    expect(rangeOf(neg(power(x, 2)))).toEqual({ low: -Infinity, high: -0 });
  });

  it('claims nothing of what it cannot know', () => {
    const everything = { low: -Infinity, high: Infinity };
    for (const part of [x, parameter('alpha'), power(x, 3), mul(x, exp(x)), sub(x, 1), where(x, 1, 2)]) {
      expect(rangeOf(part)).toEqual(everything);
    }
  });

  it('holds at every point', () => {
    const parts = [
      exp(neg(abs(x))),
      expm1(min(x, 0)),
      add(sigmoid(x), tanh(x)),
      erfc(x),
      max(min(x, 2), -3),
      neg(sigmoid(x)),
    ];
    for (const part of [...parts, mul(neg(exp(x)), sigmoid(x)), abs(max(x, 1))]) {
      const { low, high } = rangeOf(part);
      for (const at of [-1e3, -2.5, -0.1, 0, 0.1, 2.5, 30]) {
        const value = evaluatorOf(part)(at);
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      }
    }
  });
});
