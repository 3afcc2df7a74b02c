import { add, max, min, mul, parameter, x } from '../../expression/build';
import type { Activation } from '../activation';

const alphaP = parameter('alphaP');
const alphaN = parameter('alphaN');
const beta = parameter('beta');
const right = max(x, 0);
const left = min(x, 0);

export const xiprelu: Activation = {
  id: 'xiprelu',
  title: 'xIPReLU',
  reference: {
    text: 'Huang & Schlag, Deriving Activation Functions Using Integration, 2024',
    url: 'https://arxiv.org/abs/2411.13010',
  },
  summary: 'The integral of a trainable PReLU with an offset: a parabola on each side, slope β at 0.',
  forward: mul(x, add(mul(alphaP, right), mul(alphaN, left), beta)),
  derivative: add(mul(2, alphaP, right), mul(2, alphaN, left), beta),
  parameters: [
    { name: 'alphaP', symbol: 'αp', initial: 0.8, trainable: true, range: [0, 3], above: 0 },
    { name: 'alphaN', symbol: 'αn', initial: 0.8, trainable: true, range: [0, 3], above: 0 },
    { name: 'beta', symbol: 'β', initial: 0.5, trainable: false, range: [0, 1] },
  ],
  limits: { left: Infinity, right: Infinity },
  golden: [
    [-3, 5.7, -4.3],
    [0, 0, 0.5],
    [2, 4.2, 3.7],
  ],
};
