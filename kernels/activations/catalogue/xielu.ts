import { add, expm1, max, min, mul, parameter, square, sub, where, x } from '../../expression/build';
import type { Activation } from '../activation';

const alphaP = parameter('alphaP');
const alphaN = parameter('alphaN');
const beta = parameter('beta');
const right = max(x, 0);
const left = min(x, 0);

export const xielu: Activation = {
  id: 'xielu',
  title: 'xIELU',
  reference: {
    text: 'Huang & Schlag, Deriving Activation Functions Using Integration, 2024',
    url: 'https://arxiv.org/abs/2411.13010',
  },
  summary: 'Its gradient was chosen first, a trainable ELU on each side, then integrated: αp·x² + βx on the right.',
  definition: where(x, add(mul(alphaP, square(x)), mul(beta, x)), add(mul(alphaN, sub(expm1(x), x)), mul(beta, x))),
  // αn·(eˣ − 1 − x) + βx with the two linear terms as one, which at −∞ would be ∞ − ∞.
  forward: add(mul(right, add(mul(alphaP, right), beta)), mul(alphaN, expm1(left)), mul(sub(beta, alphaN), left)),
  // Each side's term vanishes on the other side, so that the slope at 0 is β without a select.
  derivative: add(mul(mul(2, alphaP), right), beta, mul(alphaN, expm1(left))),
  parameters: [
    { name: 'alphaP', symbol: 'αp', initial: 0.8, trainable: true, range: [0, 3], above: 0 },
    { name: 'alphaN', symbol: 'αn', initial: 0.8, trainable: true, range: [0.5, 3], above: 0.5 },
    { name: 'beta', symbol: 'β', initial: 0.5, trainable: false, range: [0, 1] },
  ],
  limits: { left: Infinity, right: Infinity },
  golden: [
    [-20, 5.200000001648923, -0.2999999983510771],
    [-5, 0.7053903575992684, -0.2946096424007316],
    [0, 0, 0.5],
  ],
};
