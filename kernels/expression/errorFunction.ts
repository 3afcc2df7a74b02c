/**
 * erf and erfc in float64. JavaScript has neither; the usual five-term fit (1.5e-7) would be the largest error in the
 * whole reference, and 1 − erf loses the left tail of GELU altogether.
 */
export function erf(z: number): number {
  return Math.abs(z) < 2 ? series(z) : Math.sign(z) * (1 - fraction(Math.abs(z)));
}

export function erfc(z: number): number {
  if (z < 0) return 2 - erfc(-z);
  return z < 2 ? smallErfc(z) : fraction(z);
}

/** Kummer's form of the Maclaurin series: all terms have one sign, so nothing cancels. */
function series(z: number): number {
  let term = z;
  let sum = z;
  for (let n = 1; Math.abs(term) > Number.EPSILON * 0.1 * Math.abs(sum); n++) {
    term *= (2 * z * z) / (2 * n + 1);
    sum += term;
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-z * z) * sum;
}

/** 1 − erf cancels as z grows; from 1 on, the slower continued fraction is the exact way. */
function smallErfc(z: number): number {
  return z < 1 ? 1 - series(z) : fraction(z);
}

/** Laplace's continued fraction, from its far end: erfc z = exp(−z²)/√π · 1/(z + ½/(z + 1/(z + ³⁄₂/(z + …)))). */
function fraction(z: number): number {
  if (z > 27.3) return 0;
  let tail = z;
  for (let n = Math.ceil(20 + 260 / (z * z)); n > 0; n--) tail = z + n / 2 / tail;
  return expOfMinusSquare(z) / (Math.sqrt(Math.PI) * tail);
}

/** exp(−z²) without the rounding of z²: z = high + low, high exact in a few bits. */
function expOfMinusSquare(z: number): number {
  const high = Math.fround(Math.round(z * 4096) / 4096);
  return Math.exp(-high * high) * Math.exp((high - z) * (high + z));
}
