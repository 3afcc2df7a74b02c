import type { Spline } from '../../../expression/expression';
import type { Graph, Node } from '../graph';

/**
 * The table's value at a: each lane loads the four coefficients of its cell as one row, and four rows turned are the
 * coefficients of four lanes. Beyond the ends the straight line.
 */
export function evaluateTable(graph: Graph, spline: Spline, a: Node): Node {
  const { low, high } = spline;
  const cells = spline.coefficients.length / 4;
  const density = cells / (high - low);
  const inside = graph.least(graph.greatest(a, low), high);
  const position = graph.mul(graph.sub(inside, low), density);
  const cell = graph.node('toInteger', [graph.least(position, cells - 0.5)]);
  const t = graph.sub(position, graph.node('toFloat', [cell]));
  const [c0, c1, c2, c3] = columns(graph, graph.shiftLeft(cell, 4), graph.tableOf(spline));
  const bend = graph.mulAdd(t, c3, c2);
  const value = graph.mulAdd(t, graph.mulAdd(t, bend, c1), c0);
  const steep = graph.mulAdd(graph.mul(t, 3), c3, graph.add(c2, c2));
  const slope = graph.mul(graph.mulAdd(t, steep, c1), density);
  return graph.mulAdd(slope, graph.sub(a, inside), value);
}

/** Which bytes of two vectors a shuffle takes, as the lanes (0 to 3, 4 to 7) of float32. */
const interleaveLow = [0, 4, 1, 5];
const interleaveHigh = [2, 6, 3, 7];
const lowHalves = [0, 1, 4, 5];
const highHalves = [2, 3, 6, 7];

function columns(graph: Graph, offsets: Node, table: number): [Node, Node, Node, Node] {
  const row = (lane: 0 | 1 | 2 | 3) => graph.node(`row${lane}`, [offsets], table);
  const shuffle = (a: Node, b: Node, lanes: readonly number[]) =>
    graph.node(
      'shuffle',
      [a, b],
      lanes.reduce((packed, lane) => packed * 8 + lane, 0),
    );
  const [first, second] = [shuffle(row(0), row(1), interleaveLow), shuffle(row(2), row(3), interleaveLow)];
  const [third, fourth] = [shuffle(row(0), row(1), interleaveHigh), shuffle(row(2), row(3), interleaveHigh)];
  return [
    shuffle(first, second, lowHalves),
    shuffle(first, second, highHalves),
    shuffle(third, fourth, lowHalves),
    shuffle(third, fourth, highHalves),
  ];
}
