import { abs, add, mul, neg, parameter, power, sub, where, x } from '../../expression/build';
import type { Activation } from '../activation';

const p = parameter('p');
const beta = parameter('beta');
/** |x|ᵖ = x·(±|x|ᵖ⁻¹): one power for the function and its slope, and no ∞ − ∞ at −∞. */
const alpha = where(x, parameter('alphaP'), neg(parameter('alphaN')));
const slope = mul(alpha, power(abs(x), sub(p, 1)));

export const xiprelup: Activation = {
  id: 'xiprelup',
  title: 'XIPReLUP',
  reference: {
    text: 'Huang & Schlag, Deriving Activation Functions Using Integration, 2024',
    url: 'https://arxiv.org/abs/2411.13010',
  },
  summary: 'xIPReLU with a trained power in place of the square: α·|x|ᵖ + βx.',
  forward: mul(x, add(slope, beta)),
  derivative: add(mul(p, slope), beta),
  parameters: [
    { name: 'alphaP', symbol: 'αp', initial: 0.8, trainable: true, range: [0, 3], above: 0 },
    { name: 'alphaN', symbol: 'αn', initial: 0.8, trainable: true, range: [0, 3], above: 0 },
    { name: 'beta', symbol: 'β', initial: 0.5, trainable: false, range: [0, 1] },
    { name: 'p', symbol: 'p', initial: 2, trainable: true, range: [1, 4], above: 1 },
  ],
  limits: { left: Infinity, right: Infinity },
  golden: [
    [-3, 5.7, -4.3],
    [0, 0, 0.5],
    [2, 4.2, 3.7],
  ],
};
