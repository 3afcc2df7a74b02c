import { abs, add, erf, erfc, exp, max, min, mul, neg, square, step, sub, x } from '../../expression/build';
import type { Activation } from '../activation';

/** Past ±40 the tail is 0 even in float64; at ∞ its product with x would be NaN. */
const near = min(max(x, -40), 40);
const size = abs(near);
/** Φ(−|x|), the small tail: 1 − Φ and Φ both come from it without cancelling. */
const tail = mul(0.5, erfc(mul(Math.SQRT1_2, size)));
/** What GELU takes off max(x, 0). */
export const geluLoss = mul(size, tail);
const density = mul(1 / Math.sqrt(2 * Math.PI), exp(neg(square(mul(Math.SQRT1_2, near)))));

export const gelu: Activation = {
  id: 'gelu',
  title: 'GELU',
  reference: {
    text: 'Hendrycks & Gimpel, Gaussian Error Linear Units, 2016',
    url: 'https://arxiv.org/abs/1606.08415',
  },
  summary: 'x·Φ(x), exactly: weighted by how much of a normal distribution lies below x.',
  definition: mul(0.5, x, add(1, erf(mul(Math.SQRT1_2, x)))),
  forward: sub(max(x, 0), geluLoss),
  derivative: add(step(x), mul(tail, sub(1, mul(2, step(x)))), mul(near, density)),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-10, -7.619853024160526e-23, -7.618400096464814e-22],
    [-5, -1.4332578593959695e-6, -7.146946001792295e-6],
    [0, 0, 0.5],
  ],
};
