import { abs, min, mul, neg, sigmoid, x } from '../../expression/build';
import type { Activation } from '../activation';
import { slopeOf } from '../curve';
import { expanded } from '../expanded';
import { silu } from './silu';

/** At ∞ the product with the gate would be NaN; it is 0 long before. */
const size = min(abs(x), 800);

export const xsilu: Activation = {
  id: 'xsilu',
  title: 'xSiLU',
  summary: 'SiLU whose gate runs from −α to 1 + α, α trained; at its start, α = 0, it is SiLU.',
  ...expanded(sigmoid(x), mul(size, sigmoid(neg(size))), slopeOf(silu)),
  limits: { left: 0, right: Infinity },
  golden: [
    [-20, -4.122307236380407e-8, -3.9161918660646786e-8],
    [-5, -0.03346425462142428, -0.02654743242966592],
    [2, 1.7615941559557649, 1.0907842487848955],
  ],
};
