import { erf, erfc } from './errorFunction';
import type { BinaryPrimitive, Primitive, UnaryPrimitive } from './expression';

/** What each primitive means, in float64. Every generated program is held against these. */
export const unaryPrimitives: Record<UnaryPrimitive, (a: number) => number> = {
  neg: (a) => -a,
  abs: Math.abs,
  step: (a) => (a > 0 ? 1 : 0),
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sqrt: Math.sqrt,
  sin: Math.sin,
  cos: Math.cos,
  atan: Math.atan,
  tanh: Math.tanh,
  sigmoid: (a) => (a >= 0 ? 1 / (1 + Math.exp(-a)) : Math.exp(a) / (1 + Math.exp(a))),
  softplus: (a) => Math.max(a, 0) + Math.log1p(Math.exp(-Math.abs(a))),
  erf,
  erfc,
};

export const binaryPrimitives: Record<BinaryPrimitive, (a: number, b: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  min: Math.min,
  max: Math.max,
  power: (a, b) => a ** b,
};

export function evaluate(primitive: Exclude<Primitive, 'spline'>, values: readonly number[]): number {
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN] = values;
  if (primitive === 'where') return a > 0 ? b : c;
  return isUnary(primitive) ? unaryPrimitives[primitive](a) : binaryPrimitives[primitive](a, b);
}

export function isUnary(primitive: Primitive): primitive is UnaryPrimitive {
  return primitive in unaryPrimitives;
}
