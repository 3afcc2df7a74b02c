/** Nodes and weights of Gauss and Legendre's rule of eight points on [−1, 1]; exact for polynomials of degree 15. */
const nodes = [0.1834346424956498, 0.525532409916329, 0.7966664774136267, 0.9602898564975362];
const weights = [0.362683783378362, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763];

/** ∫ f from low to high in one step. */
export function quadrature(f: (x: number) => number, low: number, high: number): number {
  const [middle, half] = [(low + high) / 2, (high - low) / 2];
  return (
    half *
    nodes.reduce((sum, node, i) => sum + (weights[i] ?? 0) * (f(middle - half * node) + f(middle + half * node)), 0)
  );
}
