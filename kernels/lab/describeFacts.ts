import { type Activation, curveOf, slopeOf } from '../activations';
import { float32Evaluator } from '../expression/float32Evaluator';
import { extremeOf } from './extreme';
import { formatNumber } from './number';

export interface Fact {
  fact: string;
  value: string;
}

/** What can be computed of an activation, its parameters at their initial values. */
export function factsOf(activation: Activation): Fact[] {
  const { f, derivative } = curveOf(activation);
  const { left, right } = activation.limits;
  return [
    { fact: 'f(0)', value: formatNumber(f(0)) },
    { fact: 'f′(0)', value: formatNumber(derivative(0)) },
    { fact: 'minimum of f', value: lowestOf(f, Math.min(left, right)) },
    { fact: 'largest slope', value: steepestOf(derivative) },
    { fact: 'f at −∞', value: formatNumber(left) },
    { fact: 'f at ∞', value: formatNumber(right) },
    { fact: 'float32 gradient is 0', value: zeroGradientOf(activation) },
    { fact: 'E[f²], x from N(0,1)', value: formatNumber(meanSquareOf(f)) },
  ];
}

function lowestOf(f: (x: number) => number, limit: number): string {
  if (limit === -Infinity) return 'none: f falls without bound';
  const { x, value } = extremeOf((at) => -f(at));
  if (-value >= limit) return `${formatNumber(limit)}, its limit`;
  return `${formatNumber(-value)} at x = ${formatNumber(x)}`;
}

/** Far out, where a bounded slope has long come to rest. */
const far = 1e6;

function steepestOf(derivative: (x: number) => number): string {
  const { x, value } = extremeOf(derivative);
  const ends = Math.max(derivative(-far), derivative(far));
  if (ends > 2 * value) return 'none: the slope grows without bound';
  if (ends >= value - 1e-12) return formatNumber(ends);
  return `${formatNumber(value)} at x = ${formatNumber(x)}`;
}

/**
 * From where on, going left, training hears nothing: each step of f′ rounded to float32, as the compute kernels round.
 */
export function zeroGradientOf(activation: Activation): string {
  const initial = activation.parameters.map(({ name, initial }) => [name, initial] as const);
  const slope = float32Evaluator(slopeOf(activation), Object.fromEntries(initial));
  const edge = zeroEdge((x) => slope(x) === 0);
  if (edge === undefined) return 'never, going left';
  return edge === 0 ? 'for all x ≤ 0' : `for all x ≤ ${edge.toPrecision(4).replace('-', '−')}`;
}

/** The rightmost x ≤ 0 of which, and left of which, all is zero: by powers of two, then by halving. */
function zeroEdge(isZero: (x: number) => boolean): number | undefined {
  const powers = Array.from({ length: 256 }, (_, index) => -(2 ** (127 - index)));
  const first = powers.findIndex((x) => !isZero(x));
  if (first === 0) return undefined;
  if (first === -1) return 0;
  let zero = powers[first - 1] ?? 0;
  let other = powers[first] ?? 0;
  for (let step = 0; step < 60; step++) {
    const middle = Math.fround((zero + other) / 2);
    if (isZero(middle)) zero = middle;
    else other = middle;
  }
  return zero;
}

/** By Simpson's rule; kinks at multiples of 0.01 cost it nothing, and beyond ±12 the weight is 1e-32. */
export function meanSquareOf(f: (x: number) => number): number {
  const step = 0.005;
  let sum = 0;
  for (let i = -2400; i <= 2400; i++) {
    const x = i * step;
    const weight = Math.abs(i) === 2400 ? 1 : i % 2 === 0 ? 2 : 4;
    sum += weight * f(x) ** 2 * Math.exp((-x * x) / 2);
  }
  return (sum * step) / 3 / Math.sqrt(2 * Math.PI);
}
