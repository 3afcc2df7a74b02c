import type { WgslFunction } from './wgslFunction';

/** x = 2ᵏ·(1 + f) with 1 + f between √½ and √2; log(1 + f) by the polynomial of Cephes' logf. */
export const logarithms = {
  logTail: {
    code: `fn logTail(f: f32) -> f32 {
  var poly = fma(f, 7.0376836292e-2f, -1.1514610310e-1f);
  poly = fma(f, poly, 1.1676998740e-1f);
  poly = fma(f, poly, -1.2420140846e-1f);
  poly = fma(f, poly, 1.4249322787e-1f);
  poly = fma(f, poly, -1.6668057665e-1f);
  poly = fma(f, poly, 2.0000714765e-1f);
  poly = fma(f, poly, -2.4999993993e-1f);
  poly = fma(f, poly, 3.3333331174e-1f);
  let square = f * f;
  return fma(f * square, poly, -0.5f * square);
}`,
  },
  splitLog: {
    code: `struct LogParts { f: f32, k: f32 }
fn splitLog(x: f32) -> LogParts {
  // A subnormal is a whole number of 2⁻¹⁴⁹: as that it survives a GPU that takes subnormals for 0.
  let own = bitcast<u32>(x);
  let tiny = own < 0x800000u;
  let pattern = bitcast<u32>(select(x, f32(own), tiny));
  let k = bitcast<i32>(pattern - 0x3f3504f3u) >> 23u;
  let mantissa = bitcast<f32>(pattern - (u32(k) << 23u));
  return LogParts(mantissa - 1.0f, f32(k) - select(0.0f, 149.0f, tiny));
}`,
  },
  log_: {
    needs: ['logTail', 'splitLog', 'fromBits', 'isNan'],
    code: `fn log_(x: f32) -> f32 {
  let parts = splitLog(x);
  let y = fma(parts.k, -2.12194440e-4f, logTail(parts.f));
  var result = fma(parts.k, 0.693359375f, parts.f + y);
  let pattern = bitcast<u32>(x);
  if ((pattern & 0x7fffffffu) == 0u) { result = fromBits(0xff800000u); }
  else if (pattern > 0x80000000u) { result = fromBits(0x7fc00000u); }
  return select(result, x, pattern == 0x7f800000u || isNan(x));
}`,
  },
  /** Near 0 the polynomial takes x itself: 1 + x would have lost its last digits. */
  log1p_: {
    needs: ['log_', 'logTail'],
    code: `fn log1p_(x: f32) -> f32 {
  return select(log_(1.0f + x), x + logTail(x), x > -0.29f && x < 0.41f);
}`,
  },
  square_: { code: 'fn square_(x: f32) -> f32 { return x * x; }' },
  /**
   * aᵇ = 2^(b·log₂ a) for a ≥ 0. The whole part of log₂ a is multiplied in two exact pieces: rounded, b·log a loses as
   * many digits as the result has powers of two.
   */
  power_: {
    needs: ['splitLog', 'logTail', 'exp_', 'powerOfTwo', 'fromBits', 'isNan', 'isFinite'],
    code: `fn power_(a: f32, b: f32) -> f32 {
  if (b == 0.0f) { return 1.0f; }
  if (isNan(a) || isNan(b)) { return a + b; }
  if (a == 0.0f || !isFinite(a)) { return select(0.0f, fromBits(0x7f800000u), (a == 0.0f) == (b < 0.0f)); }
  let parts = splitLog(a);
  let top = bitcast<f32>(bitcast<u32>(b) & 0xfffff000u);
  let whole = top * parts.k;
  let rest = fma(b - top, parts.k, b * ((parts.f + logTail(parts.f)) * 1.4426950408889634f));
  let n = clamp(round(whole + rest), -160.0f, 160.0f);
  let r = clamp((whole - n) + rest, -40.0f, 40.0f) * 0.6931471805599453f;
  let half = i32(n) >> 1u;
  return exp_(r) * powerOfTwo(half) * powerOfTwo(i32(n) - half);
}`,
  },
} satisfies Record<string, WgslFunction>;
