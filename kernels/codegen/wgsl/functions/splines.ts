import type { WgslFunction } from './wgslFunction';

/** `tables` is a storage buffer: a table among the shader's constants would be copied by every invocation. */
export const splines = {
  spline_: {
    needs: ['isNan'],
    code: `fn spline_(x: f32, first: u32, cells: u32, low: f32, high: f32) -> f32 {
  let inside = clamp(x, low, high);
  let width = (high - low) / f32(cells);
  let cell = min(u32(max((inside - low) / width, 0.0f)), cells - 1u);
  // From the cell's own start: x − low would lose the digits of a small x.
  let t = (inside - fma(f32(cell), width, low)) / width;
  let c = tables[first + cell];
  let value = fma(t, fma(t, fma(t, c.w, c.z), c.y), c.x);
  let slope = fma(t, fma(t, 3.0f * c.w, 2.0f * c.z), c.y) / width;
  return select(select(fma(slope, x - inside, value), value, x == inside), x, isNan(x));
}`,
  },
} satisfies Record<string, WgslFunction>;
