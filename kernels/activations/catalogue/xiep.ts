import { add, expm1, max, min, mul, parameter, power, square, sub, where, x } from '../../expression/build';
import type { Activation } from '../activation';

const alphaP3 = parameter('alphaP3');
const alphaP2 = parameter('alphaP2');
const alphaN = parameter('alphaN');
const beta = parameter('beta');
const right = max(x, 0);
const left = min(x, 0);

export const xiep: Activation = {
  id: 'xiep',
  title: 'XIEP',
  reference: {
    text: 'Huang & Schlag, Deriving Activation Functions Using Integration, 2024',
    url: 'https://arxiv.org/abs/2411.13010',
  },
  summary: 'xIELU with a cubic on the right: αp₃·x³ + αp₂·x² + βx.',
  definition: where(
    x,
    add(mul(alphaP3, power(x, 3)), mul(alphaP2, square(x)), mul(beta, x)),
    add(mul(alphaN, sub(expm1(x), x)), mul(beta, x)),
  ),
  forward: add(
    mul(right, add(mul(right, add(mul(alphaP3, right), alphaP2)), beta)),
    mul(alphaN, expm1(left)),
    mul(sub(beta, alphaN), left),
  ),
  derivative: add(mul(right, add(mul(3, alphaP3, right), mul(2, alphaP2))), mul(alphaN, expm1(left)), beta),
  parameters: [
    { name: 'alphaP3', symbol: 'αp₃', initial: 0.4, trainable: true, range: [0, 2], above: 0 },
    { name: 'alphaP2', symbol: 'αp₂', initial: 0.8, trainable: true, range: [0, 3], above: 0 },
    { name: 'alphaN', symbol: 'αn', initial: 0.8, trainable: true, range: [0.5, 3], above: 'beta' },
    { name: 'beta', symbol: 'β', initial: 0.5, trainable: false, range: [0, 1] },
  ],
  limits: { left: Infinity, right: Infinity },
  golden: [
    [-20, 5.200000001648923, -0.2999999983510771],
    [-2, -0.09173177341070984, -0.19173177341070985],
    [0, 0, 0.5],
    [3, 19.5, 16.1],
  ],
};
