import type { Range } from '../../../expression/range';
import type { Graph, Node } from '../graph';
import { polynomial } from './polynomial';

/** sin r = r + r³·S(r²) and cos r = 1 − r²/2 + r⁴·C(r²) on |r| ≤ π/4: minimax fits. */
const sines = [-0.16666653752326965, 0.008332089520990849, -0.00019505518139339983];
const cosines = [0.04166664555668831, -0.0013887218665331602, 2.4421997295576148e-5];
/** π/2 in three parts; the products of the first two with a quarter count are exact up to 2¹¹ of them. */
const halfPi = [1.5703125, 4.837512969970703e-4, 7.54978995489188e-8] as const;

/** Exact while |a| is below some thousands; far out, digits are lost as a itself has none to tell. */
function quarterTurns(graph: Graph, a: Node): { r: Node; count: Node } {
  const k = graph.node('nearest', [graph.mul(a, 2 / Math.PI)]);
  const reduced = halfPi.reduce<Node>((rest, part) => graph.mulAdd(k, -part, rest), a);
  return { r: graph.greatest(graph.least(reduced, 0.79), -0.79), count: graph.node('toInteger', [k]) };
}

export function sin(graph: Graph, a: Node): Node {
  const { r, count } = quarterTurns(graph, a);
  return turned(graph, r, count);
}

export function cos(graph: Graph, a: Node): Node {
  const { r, count } = quarterTurns(graph, a);
  return turned(graph, r, graph.integerAdd(count, graph.integer(1)));
}

/** sin(r + count·π/2): a sine or a cosine of r, by the count's last bit, with the sign of the bit before. */
function turned(graph: Graph, r: Node, count: Node): Node {
  const square = graph.mul(r, r);
  const sine = graph.mulAdd(graph.mul(r, square), polynomial(graph, square, sines), r);
  const bend = graph.mulAdd(graph.mul(square, square), polynomial(graph, square, cosines), 1);
  const cosine = graph.mulAdd(square, -0.5, bend);
  const isOdd = graph.node('integerEqual', [graph.and(count, graph.integer(1)), graph.integer(1)]);
  const sign = graph.shiftLeft(graph.and(count, graph.integer(2)), 30);
  return graph.node('xor', [graph.select(isOdd, cosine, sine), sign]);
}

/** atan z = z + z³·P(z²) on |z| ≤ 1: a minimax fit. */
const arc = [-0.33333153, 0.19993773, -0.14211053, 0.10665993, -0.07552189, 0.043211564, -0.016367743, 0.002920646];

/** Beyond 1 by atan z = ±π/2 − atan(1/z). */
export function atan(graph: Graph, a: Node, bounds: Range): Node {
  if (bounds.low >= -1 && bounds.high <= 1) return ofSmall(graph, a);
  const isFar = graph.greater(graph.abs(a), 1);
  const small = ofSmall(graph, graph.select(isFar, graph.div(-1, a), a));
  const quarter = graph.node('or', [Math.PI / 2, graph.and(a, -0)]);
  return graph.add(graph.and(isFar, quarter), small);
}

function ofSmall(graph: Graph, z: Node): Node {
  const square = graph.mul(z, z);
  return graph.mulAdd(graph.mul(z, square), polynomial(graph, square, arc), z);
}
