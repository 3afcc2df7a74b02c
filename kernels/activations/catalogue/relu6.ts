import { max, min, mul, step, sub, x } from '../../expression/build';
import type { Activation } from '../activation';

export const relu6: Activation = {
  id: 'relu6',
  title: 'ReLU6',
  reference: {
    text: 'Krizhevsky, Convolutional Deep Belief Networks on CIFAR-10, 2010',
    url: 'https://www.cs.toronto.edu/~kriz/conv-cifar10-aug2010.pdf',
  },
  summary: 'ReLU that stops at 6, for arithmetic in few bits.',
  forward: min(max(x, 0), 6),
  derivative: mul(step(x), step(sub(6, x))),
  parameters: [],
  limits: { left: 0, right: 6 },
  golden: [
    [-2, 0, 0],
    [3, 3, 1],
    [7, 6, 0],
  ],
};
