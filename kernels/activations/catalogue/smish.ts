import { add, div, mul, sigmoid, square, sub, x } from '../../expression/build';
import type { Activation } from '../activation';
import { bounded, boundedLeft } from '../bounded';

/** tanh(ln(1 + s)) = n/(n + 2) with n = s² + 2s. */
const s = sigmoid(x);
const n = mul(s, add(s, 2));
const gate = div(n, add(n, 2));

export const smish: Activation = {
  id: 'smish',
  title: 'Smish',
  reference: {
    text: 'Wang, Ren & Wang, Smish: A Novel Activation Function for Deep Learning Methods, Electronics 2022',
    url: 'https://doi.org/10.3390/electronics11040540',
  },
  summary: 'x·tanh(ln(1 + σ(x))): on the right a line of slope 3/5.',
  forward: mul(boundedLeft, gate),
  derivative: add(gate, mul(bounded, div(mul(4, mul(add(s, 1), mul(s, sub(1, s)))), square(add(n, 2))))),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-20, -4.122307232132053e-8, -3.916191857780387e-8],
    [-2, -0.22428613891211774, -0.07311945424028622],
    [0, 0, 0.38461538461538464],
    [5, 2.9892519041907506, 0.6085659258547343],
  ],
};
