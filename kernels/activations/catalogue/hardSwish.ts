import { add, max, min, mul, step, sub, x } from '../../expression/build';
import type { Activation } from '../activation';

/** Outside ±3 the function is 0 or x: the bounds keep 0·∞ out of it. */
const nearLeft = max(x, -3);
const near = min(nearLeft, 3);
const isInside = sub(step(add(x, 3)), step(sub(x, 3)));

export const hardSwish: Activation = {
  id: 'hardSwish',
  title: 'Hard-swish',
  aliases: ['hswish'],
  reference: {
    text: 'Howard et al., Searching for MobileNetV3, 2019',
    url: 'https://arxiv.org/abs/1905.02244',
  },
  summary: 'x·ReLU6(x + 3)/6: SiLU in straight pieces.',
  // x·((x + 3)/6), not x·(x + 3)/6: 6x would overflow first.
  forward: mul(nearLeft, mul(1 / 6, add(near, 3))),
  derivative: add(step(sub(x, 3)), mul(isInside, add(mul(1 / 3, near), 0.5))),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [
    [-4, 0, 0],
    [-1, -0.3333333333333333, 0.16666666666666666],
    [0.5, 0.2916666666666667, 0.6666666666666666],
    [5, 5, 1],
  ],
};
