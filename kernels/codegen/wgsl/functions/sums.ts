import { workgroupSize } from '../workgroupSize';
import type { WgslFunction } from './wgslFunction';

/**
 * Sums in two float32 each: the rounded sum, and what the roundings took away (Knuth's two-sum). Where a compiler
 * reassociates the second away, what is left is the pairwise sum.
 */
export const sums = {
  addExactly: {
    code: `fn addExactly(sum: vec2f, term: f32) -> vec2f {
  let high = sum.x + term;
  let taken = high - sum.x;
  return vec2f(high, sum.y + ((sum.x - (high - taken)) + (term - taken)));
}`,
  },
  /** An infinite sum has no rounding to give back: ∞ − ∞ would make it NaN. */
  totalOf: {
    needs: ['isFinite'],
    code: 'fn totalOf(sum: vec2f) -> f32 { return select(sum.x, sum.x + sum.y, isFinite(sum.x)); }',
  },
  /** The workgroup's sum, for its first invocation. Called by all of them together. */
  sumOfWorkgroup: {
    needs: ['addExactly'],
    code: `var<workgroup> shared_: array<vec2f, ${workgroupSize}>;
fn sumOfWorkgroup(mine: vec2f, local: u32) -> vec2f {
  shared_[local] = mine;
  workgroupBarrier();
  for (var reach = ${workgroupSize / 2}u; reach > 0u; reach >>= 1u) {
    if (local < reach) {
      let other = shared_[local + reach];
      shared_[local] = addExactly(shared_[local] + vec2f(0.0f, other.y), other.x);
    }
    workgroupBarrier();
  }
  let sum = shared_[0];
  workgroupBarrier();
  return sum;
}`,
  },
} satisfies Record<string, WgslFunction>;
