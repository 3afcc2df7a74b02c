import type { WgslFunction } from './wgslFunction';

/** `tables` is a storage buffer: a table among the shader's constants would be copied by every invocation. */
export const splines = {
  spline_: {
    needs: ['isNan'],
    code: `fn spline_(x: f32, first: u32, cells: u32, low: f32, high: f32) -> f32 {
  let inside = clamp(x, low, high);
  let width = (high - low) / f32(cells);
  let position = (inside - low) / width;
  let cell = min(u32(max(position, 0.0f)), cells - 1u);
  let t = position - f32(cell);
  let c = tables[first + cell];
  let value = fma(t, fma(t, fma(t, c.w, c.z), c.y), c.x);
  let slope = fma(t, fma(t, 3.0f * c.w, 2.0f * c.z), c.y) / width;
  return select(select(fma(slope, x - inside, value), value, x == inside), x, isNan(x));
}`,
  },
} satisfies Record<string, WgslFunction>;
