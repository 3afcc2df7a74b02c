import type { Range } from '../../../expression/range';
import { bitsOf, type Graph, type Node } from '../graph';
import { polynomial } from './polynomial';

/** 1.5·2²³: adding it leaves the nearest integer in the low bits, shifting those by 23 makes them an exponent. */
export const magic = 12582912;
export const mantissaBits = 23;
const one = bitsOf(1);
/** ln 2 in two parts, the first so short that its product with an exponent is exact. */
const ln2High = 0.693359375;
const ln2Low = -2.1219444e-4;
/** Above this, the rounding of ln 2 to a float32 shows in e^z − 1. */
const shortMost = 1;
/** (eʳ − 1 − r)/r² on |r| ≤ ½·ln 2: a minimax fit. */
const tail = [0.4999999403953552, 0.1666652113199234, 0.04166838899254799, 0.00836874544620514, 0.0013814540579915047];

/** Where e^z is a normal number, so that its exponent fits one factor. */
const normal: Range = { low: -87, high: 88 };
/** Beyond these e^z is 0, or ∞. */
const extremes: Range = { low: -104, high: 89 };

/** e^z = 2ⁿ·(1 + r + q) with |r| ≤ ½·ln 2: Cody and Waite's reduction. */
interface Reduced {
  /** n, shifted to where a float has its exponent. */
  n: Node;
  /** eʳ − 1 − r, with all its digits. */
  q: Node;
  /** eʳ − 1. */
  p: Node;
}

/** `lessMultiple` takes away a multiple of ln 2. */
function reduce(graph: Graph, z: Node, lessMultiple: (k: Node) => Node): Reduced {
  const rounded = graph.mulAdd(z, Math.LOG2E, magic);
  const n = graph.shiftLeft(rounded, mantissaBits);
  const r = lessMultiple(graph.sub(rounded, magic));
  const q = graph.mul(graph.mul(r, r), polynomial(graph, r, tail));
  return { n, q, p: graph.add(r, q) };
}

/** `rest` is what z lacks to the true exponent, too small to change n. */
function reduceExactly(graph: Graph, z: Node, rest?: Node): Reduced {
  return reduce(graph, z, (k) => {
    const r = graph.mulAdd(k, -ln2Low, graph.mulAdd(k, -ln2High, z));
    return rest ? graph.add(r, rest) : r;
  });
}

/** For e^z − 1, beside which an error in a small e^z is nothing: ln 2 as one number will do, unless z is large. */
function reduceForExpm1(graph: Graph, z: Node, bounds: Range): Reduced {
  const kept = clamp(graph, z, bounds, { low: normal.low, high: extremes.high });
  if (bounds.high > shortMost) return reduceExactly(graph, kept);
  return reduce(graph, kept, (k) => graph.mulAdd(k, -Math.LN2, kept));
}

/** e^z; with `rest`, e^(z + rest). */
export function exp(graph: Graph, z: Node, bounds: Range, rest?: Node): Node {
  const { n, p } = reduceExactly(graph, clamp(graph, z, bounds, extremes), rest);
  if (isWithin(bounds, normal)) {
    const scale = graph.integerAdd(n, graph.integer(one));
    return graph.mulAdd(scale, p, scale);
  }
  return timesPowerOfTwo(graph, p, n);
}

/** (1 + p)·2ⁿ, by two factors of which neither overflows: so a subnormal result is rounded once. */
export function timesPowerOfTwo(graph: Graph, p: Node, n: Node): Node {
  const half = graph.shiftLeft(graph.shiftRight(n, mantissaBits + 1), mantissaBits);
  const first = graph.integerAdd(half, graph.integer(one));
  const second = graph.integerAdd(graph.integerSub(n, half), graph.integer(one));
  return graph.mul(graph.mulAdd(first, p, first), second);
}

/** e^z − 1, exact near 0. */
export function expm1(graph: Graph, z: Node, bounds: Range): Node {
  const { n, p } = reduceForExpm1(graph, z, bounds);
  if (bounds.high <= normal.high) {
    const scale = graph.integerAdd(n, graph.integer(one));
    return graph.mulAdd(scale, p, graph.sub(scale, 1));
  }
  // Half of it first: 2¹²⁸ is no float32.
  const scale = graph.integerAdd(n, graph.integer(bitsOf(0.5)));
  return graph.mul(graph.mulAdd(scale, p, graph.sub(scale, 0.5)), 2);
}

/** e^z − 1 − z, where the difference would cancel. */
export function expm1MinusArgument(graph: Graph, z: Node, bounds: Range): Node {
  const { n, q } = reduceForExpm1(graph, z, bounds);
  const isNear = graph.node('integerEqual', [n, graph.integer(0)]);
  return graph.select(isNear, q, graph.sub(expm1(graph, z, bounds), z));
}

/** z kept within what the result needs, by no instruction more than its bounds ask for. */
export function clamp(graph: Graph, z: Node, bounds: Range, to: Range): Node {
  const above = bounds.low < to.low ? graph.greatest(z, to.low) : z;
  return bounds.high > to.high ? graph.least(above, to.high) : above;
}

export function isWithin(inner: Range, outer: Range): boolean {
  return inner.low >= outer.low && inner.high <= outer.high;
}
