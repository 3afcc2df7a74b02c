import { add, exp, expm1, max, min, mul, step, sub, where, x } from '../../expression/build';
import type { Activation } from '../activation';

/** The fixed point of the paper (equation 14): zero mean and unit variance map to themselves. */
const scale = 1.0507009873554805;
const alpha = 1.6732632423543772;
const left = min(x, 0);

export const selu: Activation = {
  id: 'selu',
  title: 'SELU',
  reference: {
    text: 'Klambauer, Unterthiner, Mayr & Hochreiter, Self-Normalizing Neural Networks, 2017',
    url: 'https://arxiv.org/abs/1706.02515',
  },
  summary: 'A scaled ELU whose two constants keep activations at zero mean and unit variance.',
  definition: mul(scale, where(x, x, mul(alpha, expm1(x)))),
  forward: add(mul(scale, max(x, 0)), mul(scale * alpha, expm1(left))),
  derivative: add(mul(scale, step(x)), mul(scale * alpha, exp(left), sub(1, step(x)))),
  parameters: [],
  limits: { left: -scale * alpha, right: Infinity },
  golden: [
    [-20, -1.758099337223664, 3.6237128249944117e-9],
    [-5, -1.7462533606696202, 0.01184598017775672],
  ],
};
