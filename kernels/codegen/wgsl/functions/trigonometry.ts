import type { WgslFunction } from './wgslFunction';

/** x = q·π/2 + r with |r| ≤ π/4; the polynomials are those of Cephes' sinf, cosf and atanf. */
export const trigonometry = {
  upperProduct: {
    code: `fn upperProduct(a: u32, b: u32) -> u32 {
  let low = (a & 0xffffu) * (b & 0xffffu);
  let left = (a >> 16u) * (b & 0xffffu) + (low >> 16u);
  let right = (a & 0xffffu) * (b >> 16u) + (left & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (left >> 16u) + (right >> 16u);
}`,
  },
  /**
   * Payne & Hanek, for any size of x: the mantissa times those 96 bits of 2/π whose product with it is not a multiple
   * of four turns. All in integers; of the product the upper 64 bits are kept.
   */
  reduceLargeAngle: {
    needs: ['upperProduct', 'powerOfTwo'],
    code: `struct Angle { quadrant: u32, r: f32 }
const twoOverPi = array<u32, 8>(
  0u, 0xa2f9836eu, 0x4e441529u, 0xfc2757d1u, 0xf534ddc0u, 0xdb629599u, 0x3c439041u, 0xfe5163abu);
fn reduceLargeAngle(magnitude: f32) -> Angle {
  let pattern = bitcast<u32>(magnitude);
  let mantissa = (pattern & 0x7fffffu) | 0x800000u;
  let start = (pattern >> 23u) - 120u;
  let word = start >> 5u;
  let shift = start & 31u;
  var table = twoOverPi;
  var window: vec3u;
  for (var i = 0u; i < 3u; i++) {
    window[i] = table[word + i] << shift;
    if (shift > 0u) { window[i] |= table[word + i + 1u] >> (32u - shift); }
  }
  let low = mantissa * window.y;
  let middle = low + upperProduct(mantissa, window.z);
  let carry = select(0u, 1u, middle < low);
  let high = mantissa * window.x + upperProduct(mantissa, window.y) + carry;
  let quadrant = (high + 0x20000000u) >> 30u;
  var top = high - (quadrant << 30u);
  var bottom = middle;
  let negative = (top >> 31u) == 1u;
  if (negative) { top = ~top + select(0u, 1u, bottom == 0u); bottom = ~bottom + 1u; }
  let zeros = countLeadingZeros(top);
  var leading = top;
  if (zeros == 32u) { leading = bottom; } else if (zeros > 0u) { leading = (top << zeros) | (bottom >> (32u - zeros)); }
  let r = f32(leading) * powerOfTwo(-30 - i32(zeros)) * 1.5707963267948966f;
  return Angle(quadrant & 3u, select(r, -r, negative));
}`,
  },
  /** π/2 in three pieces, the first two of so few bits that their products are exact. */
  reduceAngle: {
    needs: ['reduceLargeAngle'],
    code: `fn reduceAngle(magnitude: f32) -> Angle {
  if (magnitude >= 64.0f) { return reduceLargeAngle(magnitude); }
  let q = round(magnitude * 0.6366197723675814f);
  let first = fma(q, -1.5703125f, magnitude);
  let second = fma(q, -4.837512969970703e-4f, max(first, -2.0f));
  return Angle(u32(q) & 3u, fma(q, -7.549789948768648e-8f, max(second, -2.0f)));
}`,
  },
  /** Of the angle turned by `turns` quarter turns: 0 gives the sine, 1 the cosine. */
  sinTurned: {
    needs: ['reduceAngle'],
    code: `fn sinTurned(magnitude: f32, turns: u32) -> f32 {
  let angle = reduceAngle(magnitude);
  let quadrant = (angle.quadrant + turns) & 3u;
  let z = angle.r * angle.r;
  var result = fma(fma(fma(-1.9515295891e-4f, z, 8.3321608736e-3f), z, -1.6666654611e-1f) * z, angle.r, angle.r);
  if ((quadrant & 1u) == 1u) {
    let poly = fma(fma(2.443315711809948e-5f, z, -1.388731625493765e-3f), z, 4.166664568298827e-2f);
    result = fma(z * z, poly, fma(-0.5f, z, 1.0f));
  }
  return select(result, -result, quadrant > 1u);
}`,
  },
  sin_: {
    needs: ['sinTurned', 'isFinite', 'fromBits'],
    code: `fn sin_(x: f32) -> f32 {
  if (!isFinite(x)) { return fromBits(0x7fc00000u); }
  let y = sinTurned(abs(x), 0u);
  return select(y, -y, x < 0.0f);
}`,
  },
  cos_: {
    needs: ['sinTurned', 'isFinite', 'fromBits'],
    code: `fn cos_(x: f32) -> f32 {
  if (!isFinite(x)) { return fromBits(0x7fc00000u); }
  return sinTurned(abs(x), 1u);
}`,
  },
  atan_: {
    needs: ['withSignOf', 'isNan', 'isFinite'],
    code: `fn atan_(x: f32) -> f32 {
  let size = abs(x);
  var base = 0.0f;
  var t = size;
  if (size > 2.414213562373095f) { base = 1.5707963267948966f; t = select(0.0f, -1.0f / size, isFinite(x)); }
  else if (size > 0.4142135623730951f) { base = 0.7853981633974483f; t = (size - 1.0f) / (size + 1.0f); }
  let z = t * t;
  var poly = fma(8.05374449538e-2f, z, -1.38776856032e-1f);
  poly = fma(poly, z, 1.99777106478e-1f);
  poly = fma(poly, z, -3.33329491539e-1f);
  return select(withSignOf(base + fma(poly * z, t, t), x), x, isNan(x));
}`,
  },
} satisfies Record<string, WgslFunction>;
