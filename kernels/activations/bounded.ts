import { max, min, x } from '../expression/build';

/**
 * x, but −800 below that: where a factor is eˣ, or fades like it, the product is 0 there even in float64. No finite
 * value changes, and at −∞ the limit comes out, where −∞·0 would be NaN.
 */
export const boundedLeft = max(x, -800);

/** The same on both sides, for the factor x of a slope. */
export const bounded = min(boundedLeft, 800);
