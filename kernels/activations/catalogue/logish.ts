import { add, div, log1p, mul, sigmoid, sub, x } from '../../expression/build';
import type { Activation } from '../activation';
import { bounded, boundedLeft } from '../bounded';

const s = sigmoid(x);
const gate = log1p(s);

export const logish: Activation = {
  id: 'logish',
  title: 'Logish',
  reference: {
    text: 'Zhu, Zeng, Liu & Zhu, Logish: A new nonlinear nonmonotonic activation function, Neurocomputing 2021',
    url: 'https://doi.org/10.1016/j.neucom.2021.06.067',
  },
  summary: 'x·ln(1 + σ(x)): on the right a line of slope ln 2.',
  forward: mul(boundedLeft, gate),
  derivative: add(gate, mul(bounded, div(mul(s, sub(1, s)), add(1, s)))),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-20, -4.122307232132053e-8, -3.916191857780387e-8],
    [-2, -0.22523351035782402, -0.07500531645365588],
    [0, 0, 0.4054651081081644],
    [5, 3.4489757164648034, 0.7064710897818719],
  ],
};
