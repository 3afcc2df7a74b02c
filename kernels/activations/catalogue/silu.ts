import { add, mul, sigmoid, sub, x } from '../../expression/build';
import type { Activation } from '../activation';
import { bounded, boundedLeft } from '../bounded';

const gate = sigmoid(x);

export const silu: Activation = {
  id: 'silu',
  title: 'SiLU',
  aliases: ['swish'],
  reference: {
    text: 'Elfwing, Uchibe & Doya, Sigmoid-Weighted Linear Units for Neural Network Function Approximation, 2017',
    url: 'https://arxiv.org/abs/1702.03118',
  },
  summary: 'The input gated by its own sigmoid; the same function as Swish with β = 1.',
  forward: mul(boundedLeft, gate),
  derivative: add(gate, mul(bounded, mul(gate, sub(1, gate)))),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-20, -4.122307236380407e-8, -3.9161918660646786e-8],
    [-5, -0.03346425462142428, -0.02654743242966592],
    [0, 0, 0.5],
  ],
};
