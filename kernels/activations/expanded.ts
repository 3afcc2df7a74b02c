import { add, mul, parameter, sub, x } from '../expression/build';
import type { Expression } from '../expression/expression';
import type { Activation } from './activation';

const alpha = parameter('alpha');
const width = add(1, mul(2, alpha));

/** x·(g·(1 + 2α) − α) from x·g: the gate g runs from −α to 1 + α instead of 0 to 1. */
export function expanded(
  gated: Expression,
  slope: Expression,
): Pick<Activation, 'forward' | 'derivative' | 'parameters' | 'reference'> {
  return {
    reference: {
      text: 'Huang, Expanded Gating Ranges Improve Activation Functions, 2024',
      url: 'https://arxiv.org/abs/2405.20768',
    },
    forward: sub(mul(width, gated), mul(alpha, x)),
    derivative: sub(mul(width, slope), alpha),
    parameters: [{ name: 'alpha', symbol: 'α', initial: 0, trainable: true, range: [-0.5, 1] }],
  };
}
