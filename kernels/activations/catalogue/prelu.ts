import { add, max, min, mul, parameter, x } from '../../expression/build';
import type { Activation } from '../activation';

export const prelu: Activation = {
  id: 'prelu',
  title: 'PReLU',
  reference: {
    text: 'He, Zhang, Ren & Sun, Delving Deep into Rectifiers, 2015',
    url: 'https://arxiv.org/abs/1502.01852',
  },
  summary: 'Leaky ReLU whose left slope is trained: here one for the whole layer.',
  forward: add(max(x, 0), mul(parameter('slope'), min(x, 0))),
  parameters: [{ name: 'slope', symbol: 'a', initial: 0.25, trainable: true, range: [-0.5, 1] }],
  limits: { left: -Infinity, right: Infinity },
  golden: [
    [-2, -0.5, 0.25],
    [3, 3, 1],
  ],
};
