import type { TfjsOps } from './tfjsOps';

/**
 * erfc z = exp(−z²)·t·P(t) with t = 1/(1 + 0.4z), z ≥ 0. P is the minimax fit of the relative error (1.3e-7, found by
 * linear programming against SciPy's erfcx), so that the far tail of GELU keeps its digits; a library's 1 − erf loses
 * them all from z = 4 on.
 */
export const erfcRate = 0.4;
export const erfcCoefficients = [
  0.22567587, 0.22566952, 0.20784388, 0.16853377, 0.1414613, -0.0056685247, 0.16915575, -0.18294413, 0.050272718,
];

export function composeErfc<T>(z: T, isNonNegative: boolean, ops: TfjsOps<T>): T {
  if (isNonNegative) return ofNonNegative(z, ops);
  // erfc(−z) = 2 − erfc(z), chosen by a mask of 0 and 1: tail + below·(2 − 2·tail).
  const tail = ofNonNegative(ops.abs(z), ops);
  return ops.add(tail, ops.mul(ops.step(ops.neg(z)), ops.sub(2, ops.mul(2, tail))));
}

function ofNonNegative<T>(z: T, ops: TfjsOps<T>): T {
  const t = ops.div(1, ops.add(1, ops.mul(erfcRate, z)));
  const [last = 0, ...rest] = [...erfcCoefficients].reverse();
  const sum = rest.reduce<T>((tail, coefficient) => ops.mul(t, ops.add(coefficient, tail)), ops.mul(t, last));
  return ops.mul(sum, ops.exp(ops.neg(ops.square(z))));
}
