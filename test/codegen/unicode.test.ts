import { expect, it } from 'vitest';
import { activations, slopeOf } from '../../kernels/activations';
import { unicodeOf } from '../../kernels/codegen/unicode';
import {
  abs,
  add,
  div,
  exp,
  mul,
  neg,
  parameter,
  power,
  sigmoid,
  sqrt,
  step,
  sub,
  where,
  x,
} from '../../kernels/expression/build';

it.each([
  [mul(x, sigmoid(x)), 'x·σ(x)'],
  [sub(x, sub(1, x)), 'x − (1 − x)'],
  [mul(x, add(x, 1)), 'x·(x + 1)'],
  [div(x, mul(2, x)), 'x / (2·x)'],
  [power(add(x, 1), 2), '(x + 1)²'],
  [power(abs(x), 2.5), '|x|^2.5'],
  [neg(exp(neg(x))), '−exp(−x)'],
  [mul(Math.SQRT1_2, sqrt(add(x, 1))), '0.7071·√(x + 1)'],
  [step(x), '[x > 0]'],
  [where(x, x, neg(x)), '(x if x > 0, else −x)'],
  [mul(parameter('alphaP'), x), 'αp·x'],
])('writes %#: %s', (expression, text) => {
  expect(unicodeOf(expression, new Map([['alphaP', 'αp']]))).toBe(text);
});

it('has words for all of the catalogue, with no bound that only keeps infinity out', () => {
  for (const activation of activations) {
    for (const expression of [activation.forward, slopeOf(activation)]) {
      const text = unicodeOf(expression);
      expect(text.split('(').length).toBe(text.split(')').length);
      expect(text).not.toMatch(/undefined|NaN|800|e\+?\d\d/);
    }
  }
});
