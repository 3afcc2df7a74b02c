import { erfcCoefficients, erfcRate } from '../../erfc';
import { horner } from '../horner';
import type { WgslFunction } from './wgslFunction';

const erfCoefficients = [
  1.1283792257, -0.3761263788, 0.1128363013, -0.0268541109, 0.0051873014, -0.0007992812, 0.0000777825,
];

export const errorFunctions = {
  /** See codegen/erfc.ts. z² in two pieces, the first exact: rounded, exp(−z²) loses z² times as many digits. */
  erfcOfNonNegative: {
    needs: ['exp_'],
    code: `fn erfcOfNonNegative(x: f32) -> f32 {
  let z = min(x, 12.0f);
  let t = 1.0f / fma(${erfcRate}f, z, 1.0f);
  let top = bitcast<f32>(bitcast<u32>(z) & 0xfffff000u);
  return t * ${horner('t', erfcCoefficients)} * exp_(-top * top) * exp_((top - z) * (top + z));
}`,
  },
  /** For |x| ≤ 1: x·P(x²), a minimax fit of the relative error (1e-9, found by linear programming). */
  erfNear: {
    code: `fn erfNear(x: f32) -> f32 {
  let z = min(x * x, 1.0f);
  return x * ${horner('z', erfCoefficients)};
}`,
  },
  erfc_: {
    needs: ['erfcOfNonNegative', 'erfNear', 'isNan'],
    code: `fn erfc_(x: f32) -> f32 {
  let tail = erfcOfNonNegative(abs(x));
  let far = select(tail, 2.0f - tail, x < 0.0f);
  return select(select(far, 1.0f - erfNear(x), abs(x) < 0.5f), x, isNan(x));
}`,
  },
  erf_: {
    needs: ['erfcOfNonNegative', 'erfNear', 'withSignOf', 'isNan'],
    code: `fn erf_(x: f32) -> f32 {
  let far = withSignOf(1.0f - erfcOfNonNegative(abs(x)), x);
  return select(select(far, erfNear(x), abs(x) < 1.0f), x, isNan(x));
}`,
  },
} satisfies Record<string, WgslFunction>;
