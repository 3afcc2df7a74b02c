import type { Range } from '../../../expression/range';
import { bitsOf, type Graph, type Node } from '../graph';
import { exp } from './exponential';
import { isNormal, largest, normalized, partsOf } from './floatParts';
import { polynomial } from './polynomial';

const ln2High = 0.693359375;
const ln2Low = -2.1219444e-4;
/** (ln(1 + f) − f + f²/2)/f³ for 1 + f between √½ and √2 (Cephes, logf). */
const tail = [
  3.3333331174e-1, -2.4999993993e-1, 2.0000714765e-1, -1.6668057665e-1, 1.4249322787e-1, -1.2420140846e-1,
  1.167699874e-1, -1.151461031e-1, 7.0376836292e-2,
];

/** ln u for a normal u above 0; with `rest`, ln(u + rest) for a rest below the last digit of u. */
function logOfNormal(graph: Graph, u: Node, rest?: Node, exponentShift: Node | number = 0): Node {
  const { exponent, m } = partsOf(graph, u);
  const plain = graph.sub(m, 1);
  const f = rest ? graph.mulAdd(rest, graph.integerSub(graph.integer(bitsOf(1)), exponent), plain) : plain;
  const float = graph.mul(graph.node('toFloat', [exponent]), 2 ** -23);
  const e = exponentShift === 0 ? float : graph.add(float, exponentShift);
  const square = graph.mul(f, f);
  const cubic = graph.mul(graph.mul(f, square), polynomial(graph, f, tail));
  const small = graph.mulAdd(square, -0.5, graph.mulAdd(e, ln2Low, cubic));
  return graph.mulAdd(e, ln2High, graph.add(f, small));
}

export function log(graph: Graph, z: Node, bounds: Range): Node {
  if (isNormal(bounds)) return logOfNormal(graph, z);
  const { normal, shift } = normalized(graph, z);
  return withEnds(graph, z, bounds, 0, logOfNormal(graph, normal, undefined, shift));
}

/** ln(1 + z): what 1 + z rounds away is handed to the logarithm apart. */
export function log1p(graph: Graph, z: Node, bounds: Range): Node {
  const sum = graph.add(z, 1);
  const result = logOfNormal(graph, sum, graph.sub(z, graph.sub(sum, 1)));
  return bounds.low > -0.9999 && bounds.high <= 1e38 ? result : withEnds(graph, z, bounds, -1, result);
}

/** −∞ at the pole, NaN below it, ∞ at ∞. */
function withEnds(graph: Graph, z: Node, bounds: Range, pole: number, result: Node): Node {
  const right = bounds.high <= largest ? result : graph.select(graph.greater(z, largest), z, result);
  const left = bounds.low >= pole ? -Infinity : graph.select(graph.greater(pole, z), Number.NaN, -Infinity);
  return graph.select(graph.greater(z, pole), right, left);
}

/** ln(1 + eᵃ). */
export function softplus(graph: Graph, a: Node, bounds: Range): Node {
  if (bounds.high <= 87) return log1p(graph, exp(graph, a, bounds), { low: 0, high: Math.exp(bounds.high) });
  const e = exp(graph, graph.neg(graph.abs(a)), { low: -Math.max(-bounds.low, bounds.high), high: 0 });
  return graph.add(graph.greatest(a, 0), log1p(graph, e, { low: 0, high: 1 }));
}
