/** A float32 literal of the shader language; what float32 cannot hold is refused, since the language has no ∞. */
export function wgslNumber(value: number): string {
  const rounded = Math.fround(value);
  if (!Number.isFinite(rounded)) throw new Error(`The constant ${value} does not fit into a float32.`);
  if (Object.is(rounded, -0)) return '-0.0f';
  return Number.isInteger(rounded) && Math.abs(rounded) < 1e21 ? `${rounded}.0f` : `${rounded}f`;
}
