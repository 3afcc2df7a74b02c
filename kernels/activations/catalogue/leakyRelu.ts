import { add, max, min, mul, parameter, where, x } from '../../expression/build';
import type { Activation } from '../activation';

export const leakyRelu: Activation = {
  id: 'leakyRelu',
  title: 'Leaky ReLU',
  aliases: ['lrelu'],
  reference: {
    text: 'Maas, Hannun & Ng, Rectifier Nonlinearities Improve Neural Network Acoustic Models, ICML 2013',
    url: 'https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf',
  },
  summary: 'ReLU with a small constant slope on the left, so that no unit is ever quite dead.',
  definition: where(x, x, mul(parameter('slope'), x)),
  forward: add(max(x, 0), mul(parameter('slope'), min(x, 0))),
  parameters: [{ name: 'slope', symbol: 'a', initial: 0.01, trainable: false, range: [0, 0.5] }],
  limits: { left: -Infinity, right: Infinity },
  golden: [
    [-20, -0.2, 0.01],
    [-0.5, -0.005, 0.01],
    [2, 2, 1],
  ],
};
