import { abs, add, min, mul, parameter, step, sub, where, x } from '../expression/build';
import type { Expression } from '../expression/expression';
import type { Activation } from './activation';

const alpha = parameter('alpha');
const width = add(1, mul(2, alpha));
const size = abs(x);
/** What x grows by far out: α on the left, 1 + α on the right. */
const gain = add(alpha, step(x));
const largestFloat32 = 3.4028234663852886e38;
/** gain·|x|; where the gain is 0 it is 0 at ±∞ too, and its gradient by α is still |x|, or α would never leave 0. */
const growth = where(abs(gain), mul(gain, size), mul(gain, min(size, largestFloat32)));

/**
 * x·(g·(1 + 2α) − α) from a gate g with g(−x) = 1 − g(x), which then runs from −α to 1 + α instead of 0 to 1; from what it
 * takes off, |x|·g(−|x|), and from the slope of x·g.
 */
export function expanded(
  gate: Expression,
  loss: Expression,
  slope: Expression,
): Pick<Activation, 'definition' | 'forward' | 'derivative' | 'parameters' | 'reference'> {
  return {
    reference: {
      text: 'Huang, Expanded Gating Ranges Improve Activation Functions, 2024',
      url: 'https://arxiv.org/abs/2405.20768',
    },
    definition: mul(x, sub(mul(width, gate), alpha)),
    forward: sub(growth, mul(width, loss)),
    derivative: sub(mul(width, slope), alpha),
    parameters: [{ name: 'alpha', symbol: 'α', initial: 0, trainable: true, range: [-0.5, 1] }],
  };
}
