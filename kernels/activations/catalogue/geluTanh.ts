import { add, max, min, mul, power, sigmoid, square, sub, x } from '../../expression/build';
import type { Activation } from '../activation';

/** Past ±30 the gate is 0 or 1 to the last bit; without the bound its slope would have a factor x² = ∞, and ∞·0 is NaN. */
const nearLeft = max(x, -30);
const near = min(nearLeft, 30);
const rate = 2 * Math.sqrt(2 / Math.PI);
const cubic = 0.044715;
/** ½(1 + tanh u) is σ(2u): the same function, with nothing to cancel on the left. */
const gate = sigmoid(mul(rate, add(near, mul(cubic, power(near, 3)))));

export const geluTanh: Activation = {
  id: 'geluTanh',
  title: 'GELU (tanh)',
  aliases: ['gelu_new', 'gelu_pytorch_tanh'],
  reference: {
    text: 'Hendrycks & Gimpel, Gaussian Error Linear Units, 2016, section 2',
    url: 'https://arxiv.org/abs/1606.08415',
  },
  summary: 'The approximation of GELU by tanh, as GPT-2 and BERT used it.',
  forward: mul(nearLeft, gate),
  derivative: add(gate, mul(mul(near, add(rate, mul(3 * rate * cubic, square(near)))), mul(gate, sub(1, gate)))),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-5, -2.291796196629506e-7, -1.5463619875325946e-6],
    [0, 0, 0.5],
  ],
};
