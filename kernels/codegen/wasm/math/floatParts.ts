import type { Range } from '../../../expression/range';
import { bitsOf, type Graph, type Node } from '../graph';

export const smallestNormal = 2 ** -126;
export const largest = 3.4028234663852886e38;

/** 2ᵉ·m for a normal number above 0, with m between √½ and √2. */
export interface FloatParts {
  /** 2²³·e, as an integer: e where a float32 has it. */
  readonly exponent: Node;
  readonly m: Node;
}

export function partsOf(graph: Graph, u: Node): FloatParts {
  const above = graph.integerSub(u, graph.integer(bitsOf(Math.SQRT1_2)));
  const exponent = graph.and(above, graph.integer(0xff800000));
  return { exponent, m: graph.integerSub(u, exponent) };
}

/** Whether no number within has to be made normal, or may be ∞. */
export function isNormal({ low, high }: Range): boolean {
  return low >= smallestNormal && high <= largest;
}

/** A number above 0 as a normal one, and what its exponent is then short of: a subnormal is taken times 2²⁴. */
export function normalized(graph: Graph, z: Node): { normal: Node; shift: Node } {
  const isSmall = graph.greater(smallestNormal, z);
  return { normal: graph.select(isSmall, graph.mul(z, 2 ** 24), z), shift: graph.and(isSmall, -24) };
}
