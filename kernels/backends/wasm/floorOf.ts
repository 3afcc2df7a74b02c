/** The activations that are a least value, which a product takes account of on its way out; undefined for others. */
export function floorOf(activation: string): number | undefined {
  if (activation === 'linear') return -Infinity;
  return activation === 'relu' ? 0 : undefined;
}
