import { abs, mul, sigmoid, sub, tanh as tanhOf, x } from '../../expression/build';
import type { Activation } from '../activation';

/** 1 − tanh²x = 4σ(1 − σ) with σ = σ(−2|x|): the difference would lose both tails. */
const tail = sigmoid(mul(-2, abs(x)));

export const tanh: Activation = {
  id: 'tanh',
  title: 'Tanh',
  reference: {
    text: 'LeCun, Bottou, Orr & Müller, Efficient BackProp, 1998',
    url: 'https://doi.org/10.1007/3-540-49430-8_2',
  },
  summary: 'The hyperbolic tangent: odd, saturating at ±1, slope 1 at zero.',
  forward: tanhOf(x),
  derivative: mul(4, mul(tail, sub(1, tail))),
  parameters: [],
  limits: { left: -1, right: 1 },
  golden: [
    [0, 0, 1],
    [1, 0.7615941559557649, 0.41997434161402614],
  ],
};
