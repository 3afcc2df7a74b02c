import type { Graph, Node } from '../graph';

/**
 * c₀ + c₁·z + c₂·z² + …, by Horner's rule over pairs: as many steps as over single coefficients, and half of them
 * without waiting for each other.
 */
export function polynomial(graph: Graph, z: Node, coefficients: readonly number[]): Node {
  const pairs: Node[] = [];
  for (let at = 0; at < coefficients.length; at += 2) {
    const [low = 0, high] = coefficients.slice(at, at + 2);
    pairs.push(high === undefined ? graph.number(low) : graph.mulAdd(z, high, low));
  }
  const square = graph.mul(z, z);
  return pairs.reduceRight((rest, pair) => graph.mulAdd(square, rest, pair));
}
