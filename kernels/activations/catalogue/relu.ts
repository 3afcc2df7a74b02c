import { max, x } from '../../expression/build';
import type { Activation } from '../activation';

export const relu: Activation = {
  id: 'relu',
  title: 'ReLU',
  reference: {
    text: 'Nair & Hinton, Rectified Linear Units Improve Restricted Boltzmann Machines, ICML 2010',
    url: 'https://www.cs.toronto.edu/~fritz/absps/reluICML.pdf',
  },
  summary: 'The baseline: the input where it is positive, else zero.',
  forward: max(x, 0),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-2, 0, 0],
    [3, 3, 1],
  ],
};
