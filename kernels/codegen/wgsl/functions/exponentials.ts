import { horner } from '../horner';
import type { WgslFunction } from './wgslFunction';

/** (eʳ − 1 − r)/r² for |r| ≤ ½ ln 2: minimax of the relative error (below 1e-8), found by linear programming. */
const tail = [0.5, 0.16666667, 0.041666415, 0.008333137, 0.00139396, 0.0002001323];

/**
 * The language's own exp and tanh may be wrong by many units in the last place, and differ between drivers. One
 * reduction serves all: x = n·ln 2 + r with |r| ≤ ½ ln 2 (Cody & Waite), eˣ = 2ⁿ·(1 + r + q), where q is a
 * polynomial for eʳ − 1 − r.
 */
export const exponentials = {
  /** Takes −104 … 89.5. The max changes nothing: it keeps Mesa from joining the two steps, which costs 2⁻¹⁸. */
  reduceExp: {
    code: `struct Reduced { p: f32, q: f32, n: i32 }
fn reduceExp(x: f32) -> Reduced {
  let n = round(x * 1.4426950408889634f);
  let high = fma(n, -0.693359375f, x);
  let r = fma(n, 2.12194440e-4f, max(high, -2.0f));
  let q = r * r * ${horner('r', tail)};
  return Reduced(r + q, q, i32(n));
}`,
  },
  /** In two factors: 2ⁿ alone would overflow or vanish before the product does. */
  exp_: {
    needs: ['reduceExp', 'powerOfTwo', 'isNan'],
    code: `fn exp_(x: f32) -> f32 {
  let e = reduceExp(clamp(x, -104.0f, 89.5f));
  let half = e.n >> 1u;
  return select((1.0f + e.p) * powerOfTwo(half) * powerOfTwo(e.n - half), x, isNan(x));
}`,
  },
  /** 2ⁿ·p + (2ⁿ − 1), of halves so that 2¹²⁸ does not overflow. */
  expm1_: {
    needs: ['reduceExp', 'powerOfTwo', 'isNan'],
    code: `fn expm1_(x: f32) -> f32 {
  let e = reduceExp(clamp(x, -18.0f, 89.5f));
  let half = powerOfTwo(e.n - 1);
  return select(select(2.0f * fma(half, e.p, half - 0.5f), e.p, e.n == 0), x, isNan(x));
}`,
  },
  /** eˣ − 1 − x without the cancellation at 0: there it is q itself. */
  expm1MinusX: {
    needs: ['reduceExp', 'expm1_'],
    code: `fn expm1MinusX(x: f32) -> f32 {
  let e = reduceExp(clamp(x, -18.0f, 89.5f));
  return select(expm1_(x) - x, e.q, e.n == 0 && abs(x) < 1.0f);
}`,
  },
  tanh_: {
    needs: ['expm1_', 'withSignOf', 'isNan'],
    code: `fn tanh_(x: f32) -> f32 {
  let m = expm1_(-2.0f * min(abs(x), 10.0f));
  return select(withSignOf(m / (m + 2.0f), x), x, isNan(x));
}`,
  },
  sigmoid_: {
    needs: ['exp_'],
    code: `fn sigmoid_(x: f32) -> f32 {
  let e = exp_(-abs(x));
  return select(1.0f, e, x < 0.0f) / (1.0f + e);
}`,
  },
  softplus_: {
    needs: ['exp_', 'log1p_', 'larger'],
    code: 'fn softplus_(x: f32) -> f32 { return larger(x, 0.0f) + log1p_(exp_(-abs(x))); }',
  },
} satisfies Record<string, WgslFunction>;
