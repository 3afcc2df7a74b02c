import type { Range } from '../../../expression/range';
import type { Graph, Node } from '../graph';
import { exp } from './exponential';
import { polynomial } from './polynomial';

/** erf z = z + z·P(z²) on |z| ≤ 1: a minimax fit. */
const near = [
  0.1283791670955126, -0.37612324953079224, 0.11280179768800735, -0.02671131119132042, 0.004917550832033157,
  -0.0005631418898701668,
];
/** erfc z = e^(−z²)·t·P(t) with t = 1/(1 + 0.4z): see kernels/codegen/erfc. */
const rate = 0.4;
const far = [
  0.22567587, 0.22566952, 0.20784388, 0.16853377, 0.1414613, -0.0056685247, 0.16915575, -0.18294413, 0.050272718,
];

/**
 * e^(−(c·a)²) for a ≥ 0. The rounding of a² alone would cost e^(−50) six bits: the square of a's upper half is exact, and the rest
 * joins the exponent where it still has digits.
 */
export function expOfMinusSquare(graph: Graph, c: number, a: Node, bounds: Range): Node {
  // Past this e^(−z²) is 0 even as a subnormal; the square must not overflow.
  const last = 10.3 / c;
  const farthest = Math.min(Math.max(-bounds.low, bounds.high), last);
  const z = bounds.high > last ? graph.least(a, last) : a;
  const upper = graph.and(z, graph.integer(0xfffff000));
  const rest = graph.mul(graph.sub(z, upper), graph.add(z, upper));
  const exponent = { low: -c * c * farthest * farthest, high: 0 };
  return exp(graph, graph.mul(graph.mul(upper, upper), -c * c), exponent, graph.mul(rest, -c * c));
}

/** erfc(c·a). */
export function erfc(graph: Graph, c: number, a: Node, bounds: Range): Node {
  if (bounds.low >= 0) return ofNonNegative(graph, c, a, bounds);
  const size = { low: 0, high: Math.max(-bounds.low, bounds.high) };
  const right = ofNonNegative(graph, c, graph.abs(a), size);
  return graph.select(graph.greater(0, a), graph.sub(2, right), right);
}

export function erf(graph: Graph, z: Node, bounds: Range): Node {
  const small = graph.mulAdd(z, polynomial(graph, graph.mul(z, z), near), z);
  if (bounds.low >= -1 && bounds.high <= 1) return small;
  const size = graph.abs(z);
  const right = graph.sub(1, ofNonNegative(graph, 1, size, { low: 0, high: Math.max(-bounds.low, bounds.high) }));
  const signed = graph.node('or', [right, graph.and(z, -0)]);
  return graph.select(graph.greater(size, 1), signed, small);
}

function ofNonNegative(graph: Graph, c: number, a: Node, bounds: Range): Node {
  const t = graph.div(1, graph.mulAdd(a, rate * c, 1));
  const bell = expOfMinusSquare(graph, c, a, bounds);
  return graph.mul(graph.mul(polynomial(graph, t, far), t), bell);
}
