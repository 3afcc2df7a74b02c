import { add, div, exp, min, mul, square } from '../../expression/build';
import type { Activation } from '../activation';
import { boundedLeft } from '../bounded';

/** tanh(ln(1 + w)) = n/(n + 2) with w = eˣ, n = w² + 2w. Past x = 20 the quotient is 1 to the last bit of a float64. */
const near = min(boundedLeft, 20);
const w = exp(near);
const n = mul(w, add(w, 2));
const gate = div(n, add(n, 2));

export const mish: Activation = {
  id: 'mish',
  title: 'Mish',
  reference: {
    text: 'Misra, Mish: A Self Regularized Non-Monotonic Activation Function, 2019',
    url: 'https://arxiv.org/abs/1908.08681',
  },
  summary: 'x·tanh(softplus(x)): smooth, not monotonic, close to SiLU.',
  forward: mul(boundedLeft, gate),
  derivative: add(gate, mul(near, div(mul(4, mul(w, add(w, 1))), square(add(n, 2))))),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-20, -4.122307240628761e-8, -3.916191874348969e-8],
    [-5, -0.033576237730161704, -0.026747498019901932],
    [0, 0, 0.6],
  ],
};
