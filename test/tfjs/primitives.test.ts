import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { composeTfjs } from '../../kernels/codegen/tfjs';
import * as build from '../../kernels/expression/build';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import type { Expression, Spline } from '../../kernels/expression/expression';
import { opsOfBackend } from '../../kernels/tfjs/ops';
import { backends, useBackend } from '../support/backends';
import { everyExponent, valuesOf } from '../support/tensors';

const { abs, add, cos, constant, mul, neg, parameter, power, sin, spline, x } = build;

/** sin on [−2, 3] as cubics that share value and slope at each joint, with straight tails. */
const sine = splineOf(Math.sin, Math.cos, -2, 3, 40);
const p = parameter('p');
const positive = add(abs(x), 0.25);

const cases: Record<string, { expression: Expression; tolerance?: number }> = {
  add: { expression: add(x, p) },
  sub: { expression: build.sub(x, p) },
  mul: { expression: mul(x, p) },
  div: { expression: build.div(x, p) },
  min: { expression: build.min(x, p) },
  max: { expression: build.max(x, p) },
  neg: { expression: neg(x) },
  abs: { expression: abs(x) },
  step: { expression: build.step(x) },
  exp: { expression: build.exp(x), tolerance: 8e-7 },
  expm1: { expression: build.expm1(x) },
  log: { expression: build.log(positive) },
  log1p: { expression: build.log1p(abs(x)) },
  sqrt: { expression: build.sqrt(abs(x)) },
  sin: { expression: sin(x) },
  cos: { expression: cos(x) },
  atan: { expression: build.atan(x) },
  tanh: { expression: build.tanh(x) },
  sigmoid: { expression: build.sigmoid(x) },
  softplus: { expression: build.softplus(x) },
  erf: { expression: build.erf(x), tolerance: 1e-6 },
  erfc: { expression: build.erfc(x), tolerance: 1e-6 },
  where: { expression: build.where(x, p, neg(x)) },
  'power 3': { expression: power(x, 3) },
  'power −2': { expression: power(positive, -2) },
  'power 1.7': { expression: power(abs(x), 1.7), tolerance: 2e-6 },
  'power −0.3': { expression: power(positive, -0.3), tolerance: 2e-6 },
  'power p': { expression: power(abs(x), p), tolerance: 2e-6 },
  'power of a constant base': { expression: power(constant(1.5), x), tolerance: 2e-6 },
  spline: { expression: spline(sine, x) },
  'spline of an expression': { expression: spline(sine, mul(-0.3, x)) },
};

describe.each(backends)('composed on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  it.each(Object.entries(cases))('%s is what the float64 evaluator says', (_, { expression, tolerance = 5e-7 }) => {
    const at = Float32Array.from({ length: 801 }, (_, i) => (i - 400) / 32);
    const values = composed(expression, at, 1.75);
    const evaluate = evaluatorOf(expression);
    const errors = values.map((value, i) => {
      const expected = evaluate(at[i] ?? Number.NaN, { p: 1.75 });
      return Math.abs(value - expected) / Math.max(1, Math.abs(expected));
    });
    expect(Math.max(...errors)).toBeLessThan(tolerance);
    expect(errors.some(Number.isNaN)).toBe(false);
  });

  it('a spline has its straight tails at every magnitude, and keeps a NaN', () => {
    const far = [...everyExponent, Infinity, -Infinity];
    const evaluate = evaluatorOf(spline(sine, x));
    const wrong = [...composed(spline(sine, x), far)].flatMap((value, i) => {
      const expected = Math.fround(evaluate(far[i] ?? Number.NaN));
      const isRight = value === expected || Math.abs(value - expected) <= 1e-6 * Math.max(1, Math.abs(expected));
      return isRight ? [] : [{ x: far[i], value, expected }];
    });
    expect(wrong).toEqual([]);
    expect([...composed(spline(sine, x), [Number.NaN])]).toEqual([Number.NaN]);
  });

  it('a spline with flat tails stays flat at ∞', () => {
    const flat = { low: 0, high: 1, coefficients: [2, 0, 3, -2], slope: constant(0) };
    expect([...composed(spline(flat, x), [-Infinity, -5, 0, 1, 5, Infinity])]).toEqual([2, 2, 2, 3, 3, 3]);
  });

  it('bounds by a constant let ∞ pass', () => {
    expect([...composed(build.min(x, 5), [-Infinity])]).toEqual([-Infinity]);
    expect([...composed(build.max(x, -5), [Infinity])]).toEqual([Infinity]);
  });
});

function composed(expression: Expression, at: ArrayLike<number>, parameterValue = 1): Float32Array {
  const values = new Map<Expression, tf.Tensor>([
    [x, tf.tensor1d(Float32Array.from(at))],
    [p, tf.scalar(parameterValue)],
  ]);
  return valuesOf(tf.tidy(() => composeTfjs<tf.Tensor>(expression, opsOfBackend(), values)) as tf.Tensor);
}

/** Hermite's cubic of each cell from values and slopes at its ends. */
function splineOf(
  f: (x: number) => number,
  slope: (x: number) => number,
  low: number,
  high: number,
  cells: number,
): Spline {
  const width = (high - low) / cells;
  const coefficients = Array.from({ length: cells }, (_, cell) => {
    const [a, b] = [low + cell * width, low + (cell + 1) * width];
    const [rise, start, end] = [f(b) - f(a), slope(a) * width, slope(b) * width];
    return [f(a), start, 3 * rise - 2 * start - end, start + end - 2 * rise];
  });
  return { low, high, coefficients: coefficients.flat(), slope: cos(x) };
}
