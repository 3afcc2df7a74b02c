import type { WgslFunction } from './wgslFunction';

/**
 * The shader language lets a compiler assume that there is neither NaN nor infinity: `x != x` may be folded to false,
 * and max(NaN, 0) may be 0. Integers carry no such licence: what depends on either looks at the bits.
 */
export const bits = {
  isNan: {
    code: 'fn isNan(x: f32) -> bool { return (bitcast<u32>(x) & 0x7fffffffu) > 0x7f800000u; }',
  },
  isFinite: {
    code: 'fn isFinite(x: f32) -> bool { return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u; }',
  },
  /** From bits that the compiler does not see through: a constant NaN or infinity is an error. */
  fromBits: {
    code: 'fn fromBits(pattern: u32) -> f32 { var kept = pattern; return bitcast<f32>(kept); }',
  },
  withSignOf: {
    code: `fn withSignOf(magnitude: f32, x: f32) -> f32 {
  return bitcast<f32>((bitcast<u32>(magnitude) & 0x7fffffffu) | (bitcast<u32>(x) & 0x80000000u));
}`,
  },
  powerOfTwo: {
    code: 'fn powerOfTwo(n: i32) -> f32 { return bitcast<f32>(u32(n + 127) << 23u); }',
  },
  /** NaN where either is NaN, as in JavaScript. */
  larger: {
    needs: ['isNan'],
    code: 'fn larger(a: f32, b: f32) -> f32 { return select(b, a, a > b || isNan(a)); }',
  },
  smaller: {
    needs: ['isNan'],
    code: 'fn smaller(a: f32, b: f32) -> f32 { return select(b, a, a <= b || isNan(a)); }',
  },
} satisfies Record<string, WgslFunction>;
