import { max, mul, square, x } from '../../expression/build';
import type { Activation } from '../activation';

export const reluSquared: Activation = {
  id: 'reluSquared',
  title: 'ReLU²',
  aliases: ['relu2', 'squaredRelu'],
  reference: {
    text: 'So et al., Primer: Searching for Efficient Transformers for Language Modeling, 2021',
    url: 'https://arxiv.org/abs/2109.08668',
  },
  summary: 'The square of ReLU, found by architecture search for transformers.',
  forward: square(max(x, 0)),
  derivative: mul(2, max(x, 0)),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-2, 0, 0],
    [3, 9, 6],
  ],
};
