import { describe, expect, it } from 'vitest';
import { activations, curveOf, getActivation, slopeOf } from '../../kernels/activations';
import * as build from '../../kernels/expression/build';
import { derivativeOf } from '../../kernels/expression/derivative';
import type { Expression } from '../../kernels/expression/expression';
import { float32Evaluator } from '../../kernels/expression/float32Evaluator';
import { substitute } from '../../kernels/expression/substitute';
import { everyExponent } from '../support/tensors';
import { ulpsBetween } from '../support/ulps';

/** Every magnitude, and the region where activations bend, finely. */
const points = [...everyExponent, ...Array.from({ length: 8001 }, (_, i) => Math.fround((i - 4000) / 100))];

/**
 * Units in the last place that the formula alone may cost, f and f′, for those above the usual 4 and 16. Near a root of f
 * a sum of two terms cancels (xielu, xiep); in a far tail of e^(−x²/2) or e^(−1.7x) the rounding of the exponent
 * is magnified by its size (gelu and its kin: at values below 1e-30).
 */
const usual = [4, 16] as const;
const dearer: Record<string, readonly [f: number, slope: number]> = {
  gelu: [180, 210],
  geluTanh: [110, 150],
  quickGelu: [75, 85],
  xatlu: [4, 80],
  xgelu: [180, 210],
  xielu: [20, 25],
  xiep: [20, 25],
  xiprelu: [8, 6],
  xiprelup: [8, 6],
};

describe.each(activations)('$title in float32, every primitive correctly rounded', (activation) => {
  const values = Object.fromEntries(activation.parameters.map(({ name, initial }) => [name, Math.fround(initial)]));
  const curve = curveOf(activation, values);
  const [forward, slope] = dearer[activation.id] ?? usual;

  it.each([
    ['f', activation.forward, curve.f, forward],
    ['f′', slopeOf(activation), curve.derivative, slope],
  ] as const)('has a small error in %s at every magnitude', (_, expression, exact, bound) => {
    const worst = worstOf(expression, exact, values);
    expect(worst.ulps, `at ${worst.x}`).toBeLessThan(bound);
  });

  it('is no NaN at ±∞, nor is its slope', () => {
    for (const expression of [activation.forward, slopeOf(activation)]) {
      const evaluate = float32Evaluator(substitute(expression, values));
      expect([evaluate(-Infinity), evaluate(Infinity)]).not.toContain(Number.NaN);
    }
  });
});

it('finds the formula that everybody writes for TeLU’s slope to be badly conditioned', () => {
  const { exp, mul, tanh, x } = build;
  const autodiff = derivativeOf(mul(x, tanh(exp(x))), 'x');
  expect(worstOf(autodiff, curveOf(getActivation('telu')).derivative, {})).toEqual({
    x: expect.any(Number),
    ulps: Number.NaN,
  });
});

function worstOf(expression: Expression, exact: (x: number) => number, values: Record<string, number>) {
  const evaluate = float32Evaluator(expression, values);
  return points.map((x) => ({ x, ulps: ulpsBetween(evaluate(x), exact, x) })).reduce(worse);
}

function worse<Point extends { ulps: number }>(a: Point, b: Point): Point {
  return b.ulps > a.ulps || Number.isNaN(b.ulps) ? b : a;
}
