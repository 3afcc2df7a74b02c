import { add, erf, mul, x } from '../../expression/build';
import type { Activation } from '../activation';
import { slopeOf } from '../curve';
import { expanded } from '../expanded';
import { gelu, geluLoss } from './gelu';

export const xgelu: Activation = {
  id: 'xgelu',
  title: 'xGELU',
  summary: 'GELU whose gate runs from −α to 1 + α, α trained; at its start, α = 0, it is GELU.',
  ...expanded(mul(0.5, add(1, erf(mul(Math.SQRT1_2, x)))), geluLoss, slopeOf(gelu)),
  limits: { left: 0, right: Infinity },
  golden: [
    [-10, -7.619853024160526e-23, -7.618400096464814e-22],
    [-5, -1.4332578593959695e-6, -7.146946001792295e-6],
    [2, 1.9544997361036416, 1.085231801078197],
  ],
};
