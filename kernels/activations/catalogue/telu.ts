import { add, exp, min, mul, square, sub, tanh, x } from '../../expression/build';
import type { Activation } from '../activation';

/**
 * From x = 3 on tanh(eˣ) is 1 to the last bit of a float64, so that the bound changes no value. Without it eˣ overflows
 * at 89 in float32 and the gradient, ∞·0, is NaN: the forward pass looks right and training breaks.
 */
const e = exp(min(x, 5));
const t = tanh(e);

export const telu: Activation = {
  id: 'telu',
  title: 'TeLU',
  aliases: ['tanhExp'],
  reference: {
    text: 'Fernandez & Mali, TeLU Activation Function for Fast and Stable Deep Learning, 2024 (TanhExp: Liu & Di, 2020)',
    url: 'https://arxiv.org/abs/2412.20269',
  },
  summary: 'x·tanh(eˣ): ReLU’s slope on the right, a smooth and slowly fading gradient on the left.',
  forward: mul(x, t),
  derivative: add(t, mul(mul(x, e), sub(1, square(t)))),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-1.0788600584646242, -0.35328577784821125, 0],
    [-20, -4.122307244877116e-8, -3.91619188263326e-8],
    [0, 0, 0.7615941559557649],
    [0.6965639603953724, 0.6718415293705257, 1.061975308717916],
  ],
};
