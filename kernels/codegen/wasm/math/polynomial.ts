import type { Graph, Node } from '../graph';

/**
 * c₀ + c₁·z + c₂·z² + …, by Horner's rule: several vectors are computed in turn, so that its steps need not wait for each
 * other, and it has the fewest values alive. Those beyond the processor's registers would have to be stored and loaded.
 */
export function polynomial(graph: Graph, z: Node, coefficients: readonly number[]): Node {
  const [highest = 0, ...rest] = [...coefficients].reverse();
  return rest.reduce<Node>((sum, coefficient) => graph.mulAdd(z, sum, coefficient), graph.number(highest));
}
