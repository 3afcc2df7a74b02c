import type { Range } from '../../../expression/range';
import type { Graph, Node } from '../graph';
import { clamp, magic, mantissaBits, timesPowerOfTwo } from './exponential';
import { largest, normalized, partsOf } from './floatParts';
import { polynomial } from './polynomial';

const smallest = 2 ** -149;
/** Up to here, 2²⁴ times a number is one too: that makes a subnormal one normal. */
const scalable = 2 ** 100;
/** log₂((1 + s)/(1 − s))/s over s², for (1 + s)/(1 − s) between √½ and √2: a minimax fit. */
const areaTangent = [2.88539008, 0.9617988537, 0.5767138337, 0.4317483403];
/** (2ʳ − 1)/r on |r| ≤ ½: a minimax fit. */
const tail = [0.693147188, 0.2402265108, 0.055503571, 0.0096180308, 0.0013390867, 0.00015469735];
/** Beyond these 2^y is 0, or ∞. */
const extremes: Range = { low: -151, high: 129 };

/** baseᵉ = 2^(e·log₂ base) for a base that is never below 0. */
export function powerOf(graph: Graph, base: Node, exponent: Node, bounds: Range): Node {
  const power = exp2(graph, graph.mul(exponent, log2OfSize(graph, base, bounds)));
  const isZero = graph.node('equal', [exponent, 0]);
  const ofZero = graph.select(isZero, 1, graph.select(graph.greater(exponent, 0), 0, Infinity));
  // 0·log₂ ∞ is NaN where ∞⁰ is 1.
  const ofPositive = bounds.high > largest ? graph.select(isZero, 1, power) : power;
  return graph.select(graph.greater(base, 0), ofPositive, ofZero);
}

/** ln z for z ≥ 0, where 0 counts as the smallest float32: a power's slope by its exponent, which shares the logarithm. */
export function logOfSize(graph: Graph, z: Node, bounds: Range): Node {
  return graph.mul(log2OfSize(graph, z, bounds), Math.LN2);
}

function log2OfSize(graph: Graph, z: Node, bounds: Range): Node {
  const size = graph.greatest(z, smallest);
  if (bounds.high <= scalable) return log2OfNormal(graph, graph.mul(size, 2 ** 24), -24);
  const { normal, shift } = normalized(graph, size);
  return graph.select(graph.greater(z, largest), z, log2OfNormal(graph, normal, shift));
}

/** log₂ u + shift. */
function log2OfNormal(graph: Graph, u: Node, shift: Node | number): Node {
  const { exponent, m } = partsOf(graph, u);
  const e = graph.mulAdd(graph.node('toFloat', [exponent]), 2 ** -mantissaBits, shift);
  const s = graph.div(graph.sub(m, 1), graph.add(m, 1));
  return graph.mulAdd(s, polynomial(graph, graph.mul(s, s), areaTangent), e);
}

function exp2(graph: Graph, y: Node): Node {
  const kept = clamp(graph, y, { low: -Infinity, high: Infinity }, extremes);
  const rounded = graph.add(kept, magic);
  const r = graph.sub(kept, graph.sub(rounded, magic));
  const p = graph.mul(r, polynomial(graph, r, tail));
  return timesPowerOfTwo(graph, p, graph.shiftLeft(rounded, mantissaBits));
}
