import { add, exp, expm1, max, min, mul, parameter, step, sub, x } from '../../expression/build';
import type { Activation } from '../activation';

const alpha = parameter('alpha');
const left = min(x, 0);

export const elu: Activation = {
  id: 'elu',
  title: 'ELU',
  reference: {
    text: 'Clevert, Unterthiner & Hochreiter, Fast and Accurate Deep Network Learning by Exponential Linear Units, 2015',
    url: 'https://arxiv.org/abs/1511.07289',
  },
  summary: 'Linear on the right, an exponential that saturates at −α on the left.',
  forward: add(max(x, 0), mul(alpha, expm1(left))),
  // exp(left) is 1 on the right; its factor, α on the left and 1 on the right, folds away at α = 1.
  derivative: mul(exp(left), add(alpha, mul(sub(1, alpha), step(x)))),
  parameters: [{ name: 'alpha', symbol: 'α', initial: 1, trainable: false, range: [0, 2] }],
  limits: { left: -1, right: Infinity },
  golden: [
    [-5, -0.9932620530009145, 0.006737946999085467],
    [-1, -0.6321205588285577, 0.36787944117144233],
    [2, 2, 1],
  ],
};
