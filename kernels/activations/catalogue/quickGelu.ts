import { add, mul, sigmoid, sub, x } from '../../expression/build';
import type { Activation } from '../activation';
import { bounded, boundedLeft } from '../bounded';

const rate = 1.702;
const gate = sigmoid(mul(rate, x));

export const quickGelu: Activation = {
  id: 'quickGelu',
  title: 'Quick GELU',
  reference: {
    text: 'Hendrycks & Gimpel, Gaussian Error Linear Units, 2016, section 2 (the form of CLIP)',
    url: 'https://arxiv.org/abs/1606.08415',
  },
  summary: 'x·σ(1.702x): the cheap approximation of GELU.',
  forward: mul(boundedLeft, gate),
  derivative: add(gate, mul(mul(rate, bounded), mul(gate, sub(1, gate)))),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-20, -3.2934102413993715e-14, -5.440713718791753e-14],
    [-5, -0.0010070162673523689, -0.0015121932401312309],
    [0, 0, 0.5],
    [3, 2.981928690292214, 1.0245483239056523],
  ],
};
