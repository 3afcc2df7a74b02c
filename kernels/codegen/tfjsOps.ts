/** A tensor, or a number that the library broadcasts. */
export type Value<T> = T | number;

/**
 * What a composition is made of. The `tf` namespace has nearly all of it; what differs between backends in speed or in
 * accuracy (see kernels/tfjs/ops) is asked for by what is known of the argument.
 */
export interface TfjsOps<T> {
  add(a: Value<T>, b: Value<T>): T;
  sub(a: Value<T>, b: Value<T>): T;
  mul(a: Value<T>, b: Value<T>): T;
  div(a: Value<T>, b: Value<T>): T;
  minimum(a: Value<T>, b: Value<T>): T;
  maximum(a: Value<T>, b: Value<T>): T;
  clipByValue(a: T, low: number, high: number): T;
  relu(a: T): T;
  neg(a: T): T;
  abs(a: T): T;
  step(a: T): T;
  square(a: T): T;
  exp(a: T): T;
  expm1(a: T): T;
  /** expm1 where no element is above 0. */
  expm1OfNonPositive(a: T): T;
  log(a: T): T;
  log1p(a: T): T;
  sqrt(a: T): T;
  sin(a: T): T;
  cos(a: T): T;
  atan(a: T): T;
  floor(a: T): T;
  tanh(a: T): T;
  /** tanh where no element is below 0. */
  tanhOfNonNegative(a: T): T;
  sigmoid(a: T): T;
  softplus(a: T): T;
  erf(a: T): T;
  /** baseᵉ where no element of the base is below 0. */
  pow(base: T, exponent: Value<T>): T;
  /** Elementwise table[index], the index a whole number within the table (of a NaN: any element of it). */
  lookUp(table: readonly number[], index: T): T;
  /** Elementwise test > 0 ? then : otherwise. */
  select(test: T, then: Value<T>, otherwise: Value<T>): T;
}
