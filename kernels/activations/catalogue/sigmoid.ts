import { abs, mul, neg, sigmoid as sigmoidOf, sub, x } from '../../expression/build';
import type { Activation } from '../activation';

/** σ(−|x|), the small one of σ and 1 − σ: from σ itself the difference would lose the right tail. */
const tail = sigmoidOf(neg(abs(x)));

export const sigmoid: Activation = {
  id: 'sigmoid',
  title: 'Sigmoid',
  aliases: ['logistic'],
  reference: {
    text: 'Rumelhart, Hinton & Williams, Learning representations by back-propagating errors, Nature 1986',
    url: 'https://doi.org/10.1038/323533a0',
  },
  summary: '1/(1 + e⁻ˣ): saturates at 0 and 1, with a slope of at most ¼.',
  forward: sigmoidOf(x),
  derivative: mul(tail, sub(1, tail)),
  parameters: [],
  limits: { left: 0, right: 1 },
  golden: [
    [-20, 2.0611536181902037e-9, 2.061153613941849e-9],
    [0, 0.5, 0.25],
  ],
};
