import { describe, expect, it } from 'vitest';
import { getActivation, slopeOf } from '../../kernels/activations';
import * as build from '../../kernels/expression/build';
import { derivativeOf } from '../../kernels/expression/derivative';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import type { Expression } from '../../kernels/expression/expression';
import { integrate } from '../../kernels/expression/integral/integrate';
import { quadrature } from '../../kernels/expression/integral/quadrature';
import { substitute } from '../../kernels/expression/substitute';

const { abs, add, atan, cos, div, erf, erfc, exp, expm1, max, min, mul, neg } = build;
const { parameter, power, sigmoid, sin, sqrt, square, step, sub, tanh, where, x } = build;
const [a, b] = [parameter('a'), parameter('b')];
const values = { a: 0.7, b: 0.3 };
const u = add(mul(1.5, x), 0.4);
const bump = exp(neg(square(sub(x, 1))));

const closed: Record<string, Expression> = {
  'a parabola': add(square(x), mul(3, x), 1),
  'a product of lines': mul(u, sub(2, x)),
  'a power': power(u, 4),
  'a negative power away from its root': where(x, power(add(x, 1), -2), 1),
  'an inverse away from its root': where(x, div(2, add(x, 1)), 2),
  'a square root': where(x, sqrt(add(x, 1)), exp(x)),
  exp: exp(u),
  'exp of a parameter': exp(mul(a, x)),
  x·exp: mul(x, exp(mul(0.5, x))),
  'x²·exp': mul(mul(add(square(x), b), exp(neg(x))), 0.1),
  expm1: expm1(u),
  'a bell': bump,
  sin: sin(u),
  cos: cos(mul(a, x)),
  atan: atan(u),
  tanh: tanh(u),
  'tanh²': square(tanh(u)),
  sigmoid: sigmoid(u),
  'sigmoid’s slope': derivativeOf(sigmoid(u), 'x'),
  erf: erf(u),
  erfc: erfc(u),
  '1/(1 + x²)': div(3, add(1, square(x))),
  'a parabola below': div(1, add(square(x), mul(2, x), 5)),
  'sums, differences, factors': sub(mul(a, sigmoid(x)), div(sub(tanh(x), mul(b, exp(x))), 4)),
  step: add(0.1, step(sub(x, 1))),
  abs: abs(sub(x, 0.5)),
  'max and min': max(min(mul(2, x), 1), -1),
  'pieces in pieces': where(sub(x, 1), 2, max(x, mul(0.1, abs(add(x, 1.8))))),
  'a joint that is a parameter': where(sub(x, a), 1, exp(sub(x, a))),
};

describe('integrate, by rules', () => {
  it.each(Object.entries(closed))('%s', (_, gradient) => {
    const { expression, exact, error } = integrate(gradient);
    expect([exact, error]).toEqual([true, 0]);
    expectIntegral(expression, gradient, 1e-12);
  });

  it('gives xIELU from its gradient, with its parameters', () => {
    const [alphaP, alphaN, beta] = [parameter('alphaP'), parameter('alphaN'), parameter('beta')];
    const gradient = where(x, add(mul(2, alphaP, x), beta), add(mul(alphaN, expm1(x)), beta));
    const { expression, exact } = integrate(gradient);
    expect(exact).toBe(true);
    const [ours, catalogue] = [expression, getActivation('xielu').forward].map(evaluatorOf);
    for (const values of [
      { alphaP: 0.8, alphaN: 0.8, beta: 0.5 },
      { alphaP: 0.1, alphaN: 3, beta: 0.2 },
    ]) {
      for (const at of [-50, -3, -0.5, -1e-3, 0, 1e-3, 0.5, 3, 50]) {
        const expected = catalogue?.(at, values) ?? Number.NaN;
        expect(Math.abs((ours?.(at, values) ?? Number.NaN) - expected)).toBeLessThan(
          1e-14 * Math.max(1, Math.abs(expected)),
        );
      }
    }
  });

  it.each(['relu', 'leakyRelu', 'elu', 'selu', 'relu6', 'reluSquared', 'xiprelu', 'xiep', 'prelu'])(
    'gives %s from its slope',
    (id) => {
      const activation = getActivation(id);
      const initial = Object.fromEntries(activation.parameters.map((p) => [p.name, p.initial]));
      const { expression, exact } = integrate(slopeOf(activation));
      expect(exact).toBe(true);
      const [ours, theirs] = [expression, activation.forward].map(evaluatorOf);
      for (const at of [-30, -2, -0.1, 0, 0.1, 2, 30]) {
        expect(ours?.(at, initial)).toBeCloseTo(theirs?.(at, initial) ?? Number.NaN, 9);
      }
    },
  );
});

const tabulated: Record<string, Expression> = {
  'Mish’s slope': slopeOf(getActivation('mish')),
  'TeLU’s slope': slopeOf(getActivation('telu')),
  'a gate by erf': mul(erf(x), sigmoid(mul(2, x))),
  'a ripple on a step': add(sigmoid(x), mul(0.3, mul(sin(mul(3, x)), bump))),
  'a joint between two tables': where(sub(x, 0.25), tanh(add(1, bump)), mul(0.2, sigmoid(square(x)))),
  'a line beside a table': add(mul(0.1, x), mul(sigmoid(x), tanh(x))),
  'a joint that no rule finds': where(sub(square(x), 2), mul(0.5, tanh(x)), 0.1),
};

describe('integrate, by tables', () => {
  it.each(Object.entries(tabulated))('%s, within the error it states', (name, gradient) => {
    const { expression, exact, error } = integrate(gradient);
    expect(exact).toBe(false);
    expect(error).toBeGreaterThan(0);
    expect(error).toBeLessThan(name.includes('no rule') ? 2e-3 : 1e-6);
    const f = evaluatorOf(expression);
    const slope = evaluatorOf(gradient);
    expect(f(0)).toBe(0);
    for (const at of [-300, -40, -7.77, -3, -1, -0.01, 0.01, 0.9, 2.3, 5, 23.4, 100, 900]) {
      expect(Math.abs(f(at) - slowIntegral(slope, at)), `at ${at}`).toBeLessThan(error + 1e-9);
    }
  });

  it('keeps a parameter that is a factor of a table', () => {
    const gradient = add(mul(a, mul(sigmoid(x), tanh(x))), b);
    const { expression } = integrate(gradient);
    expectIntegral(expression, gradient, 1e-7);
  });

  it('has the gradient itself as its slope', () => {
    const gradient = slopeOf(getActivation('mish'));
    const slope = evaluatorOf(derivativeOf(integrate(gradient).expression, 'x'));
    for (const at of [-3, 0, 0.3, 4]) expect(slope(at)).toBe(evaluatorOf(gradient)(at));
  });
});

describe('integrate refuses', () => {
  it.each([
    ['a gradient that depends on no x', parameter('a'), 'The gradient does not depend on x'],
    ['one that is not finite at 0', div(1, x), 'The gradient is Infinity at x = 0'],
    ['one that is no number at 0', div(sin(x), x), 'The gradient is NaN at x = 0'],
    ['one that oscillates for ever', mul(sin(x), sigmoid(x)), 'does not settle on the right'],
    ['one that grows', mul(x, sigmoid(neg(x))), 'does not settle on the left'],
    ['one that overflows', mul(sigmoid(x), div(exp(x), add(1, exp(x)))), 'The gradient is NaN at x = '],
    ['a table with a parameter inside', mul(sigmoid(mul(a, x)), tanh(x)), 'substitute(gradient, { a: 1 })'],
  ])('%s', (_, gradient, message) => {
    expect(() => integrate(gradient)).toThrow(message);
  });
});

/** f(0) = 0, f is continuous, and f′ is the gradient. */
function expectIntegral(expression: Expression, gradient: Expression, tolerance: number): void {
  const f = evaluatorOf(substitute(expression, values));
  const slope = evaluatorOf(substitute(gradient, values));
  expect(Math.abs(f(0))).toBe(0);
  for (const at of [-4, -2, -1.1, -0.3, 0.2, 0.5, 0.71, 1, 1.9, 3]) {
    const expected = slowIntegral(slope, at);
    expect(Math.abs(f(at) - expected), `at ${at}`).toBeLessThan(tolerance * Math.max(1, Math.abs(expected)));
  }
}

/** Many short panels; joints of the cases lie at multiples of 1/160. */
function slowIntegral(f: (x: number) => number, to: number): number {
  const panels = Math.max(1, Math.ceil(Math.abs(to) * 160));
  const sign = Math.sign(to);
  let sum = 0;
  for (let i = 0; i < panels; i++) {
    sum += quadrature(f, (sign * i) / 160, i === panels - 1 ? to : (sign * (i + 1)) / 160);
  }
  return sum;
}
