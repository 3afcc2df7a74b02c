import { add, exp, min, mul, sigmoid, sub, tanh } from '../../expression/build';
import type { Activation } from '../activation';
import { boundedLeft } from '../bounded';

/**
 * From x = 3 on tanh(eˣ) is 1 to the last bit of a float64, so that the bound changes no value. Without it eˣ overflows
 * at 89 in float32 and the gradient, ∞·0, is NaN: the forward pass looks right and training breaks.
 */
const near = min(boundedLeft, 5);
const e = exp(near);
const t = tanh(e);
/** 1 − tanh²e = 4σ(1 − σ) with σ = σ(−2e) ≤ ½: the difference would cancel just where x·eˣ multiplies it. */
const gate = sigmoid(mul(-2, e));
const sech2 = mul(4, mul(gate, sub(1, gate)));

export const telu: Activation = {
  id: 'telu',
  title: 'TeLU',
  aliases: ['tanhExp'],
  reference: {
    text: 'Fernandez & Mali, TeLU Activation Function for Fast and Stable Deep Learning, 2024 (TanhExp: Liu & Di, 2020)',
    url: 'https://arxiv.org/abs/2412.20269',
  },
  summary: 'x·tanh(eˣ): ReLU’s slope on the right, a smooth and slowly fading gradient on the left.',
  forward: mul(boundedLeft, t),
  derivative: add(t, mul(near, mul(e, sech2))),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-1.0788600584646242, -0.35328577784821125, 0],
    [-20, -4.122307244877116e-8, -3.91619188263326e-8],
    [0, 0, 0.7615941559557649],
    [0.6965639603953724, 0.6718415293705257, 1.061975308717916],
  ],
};
