import { describe, expect, it } from 'vitest';
import * as build from '../../kernels/expression/build';
import { derivativeOf } from '../../kernels/expression/derivative';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import type { Expression } from '../../kernels/expression/expression';
import { centralDifference } from '../support/centralDifference';

const { add, constant, div, exp, max, min, mul, parameter, power, sub, tanh, where, x } = build;

const inner = add(mul(0.7, x), 0.4);
/** Of 3 + t − 2t² + t³/2 with t = (x + 4)/8. */
const t = mul(0.125, add(x, 4));
const slopeOfSpline = mul(0.125, add(1, mul(-4, t), mul(1.5, mul(t, t))));

const cases: Record<string, Expression> = {
  neg: build.neg(tanh(inner)),
  abs: build.abs(inner),
  exp: exp(inner),
  expm1: build.expm1(inner),
  log: build.log(add(power(inner, 2), 0.3)),
  log1p: build.log1p(power(inner, 2)),
  sqrt: build.sqrt(add(power(inner, 2), 0.3)),
  sin: build.sin(inner),
  cos: build.cos(inner),
  atan: build.atan(inner),
  tanh: tanh(inner),
  sigmoid: build.sigmoid(inner),
  softplus: build.softplus(inner),
  erf: build.erf(inner),
  erfc: build.erfc(inner),
  add: add(inner, exp(x)),
  sub: sub(inner, exp(x)),
  mul: mul(inner, exp(x)),
  div: div(inner, add(2, exp(x))),
  power: power(inner, -3),
  'power 1.7': power(build.abs(inner), 1.7),
  'power in the exponent': power(add(1.2, power(x, 2)), inner),
  spline: build.spline({ low: -4, high: 4, coefficients: [3, 1, -2, 0.5], slope: slopeOfSpline }, x),
  max: max(exp(x), inner),
  min: min(sub(1.3, x), mul(inner, inner)),
  where: where(inner, exp(x), power(x, 3)),
};

describe('derivativeOf', () => {
  it.each(Object.entries(cases))('of %s is the slope of a finite difference', (_, expression) => {
    const f = evaluatorOf(expression);
    const derivative = evaluatorOf(derivativeOf(expression, 'x'));
    for (const at of [-3.1, -1.3, -0.2, 0.45, 1.7, 2.9]) {
      const difference = centralDifference(f, at);
      expect(Math.abs(derivative(at) - difference)).toBeLessThan(1e-8 * (1 + Math.abs(difference)));
    }
  });

  it('is taken by a parameter too', () => {
    const expression = mul(parameter('a'), exp(mul(parameter('a'), x)));
    const derivative = evaluatorOf(derivativeOf(expression, 'a'));
    expect(derivative(0.5, { a: 2 })).toBeCloseTo(2 * Math.exp(1), 12);
    expect(derivativeOf(expression, 'b')).toBe(constant(0));
    const mixed = evaluatorOf(derivativeOf(derivativeOf(expression, 'a'), 'x'));
    // a·e^(ax) → (1 + ax)·e^(ax) → (2a + a²x)·e^(ax)
    expect(mixed(0.5, { a: 2 })).toBeCloseTo(6 * Math.exp(1), 12);
  });

  it('comes out simplified', () => {
    expect(derivativeOf(mul(3, power(x, 2)), 'x')).toBe(mul(6, x));
    expect(derivativeOf(max(x, 0), 'x')).toBe(build.step(x));
    expect(derivativeOf(sub(x, exp(mul(-1, x))), 'x')).toBe(add(1, exp(build.neg(x))));
  });

  it('is that of the left branch at a tie, as the papers define ReLU and ELU', () => {
    expect(evaluatorOf(derivativeOf(max(x, 0), 'x'))(0)).toBe(0);
    expect(evaluatorOf(derivativeOf(min(x, 0), 'x'))(0)).toBe(1);
  });
});
