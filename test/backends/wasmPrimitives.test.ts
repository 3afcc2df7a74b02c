import { beforeAll, describe, expect, it } from 'vitest';
import * as build from '../../kernels/expression/build';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import type { Expression, Spline } from '../../kernels/expression/expression';
import { differentiable } from '../../kernels/tfjs/differentiable';
import { useBackend } from '../support/backends';
import { errorInUlp } from '../support/float32Error';
import { runProgram } from '../support/runProgram';

const { abs, add, mul, parameter, power, x } = build;
const p = parameter('p');
const positive = add(abs(x), 0.25);

/** x² + 1 on [−2, 3], with straight tails: exact in two cells. */
const parabola: Spline = { low: -2, high: 3, coefficients: [5, -10, 6.25, 0, 1.25, 2.5, 6.25, 0], slope: mul(2, x) };

const cases: Record<string, { expression: Expression; ulp?: number }> = {
  'add, sub, mul, div': { expression: build.div(mul(add(x, p), build.sub(x, 3)), positive), ulp: 4 },
  'min, max': { expression: build.max(build.min(x, p), -3) },
  'neg, abs, step': { expression: add(build.neg(abs(x)), build.step(x)) },
  exp: { expression: build.exp(x), ulp: 2 },
  expm1: { expression: build.expm1(x), ulp: 2 },
  'expm1 − x': { expression: build.sub(build.expm1(x), x), ulp: 3 },
  log: { expression: build.log(positive), ulp: 4 },
  log1p: { expression: build.log1p(abs(x)), ulp: 3 },
  sqrt: { expression: build.sqrt(abs(x)), ulp: 0.5 },
  sin: { expression: build.sin(x), ulp: 3 },
  cos: { expression: build.cos(x), ulp: 3 },
  atan: { expression: build.atan(x), ulp: 3 },
  tanh: { expression: build.tanh(x), ulp: 3 },
  sigmoid: { expression: build.sigmoid(x), ulp: 3 },
  softplus: { expression: build.softplus(x), ulp: 3 },
  erf: { expression: build.erf(x), ulp: 4 },
  erfc: { expression: build.erfc(x), ulp: 9 },
  where: { expression: build.where(x, p, build.neg(x)) },
  'power 3': { expression: power(x, 3), ulp: 2 },
  'power −2': { expression: power(positive, -2), ulp: 3 },
  'power p': { expression: power(abs(x), p), ulp: 12 },
  spline: { expression: build.spline(parabola, x), ulp: 10 },
};

describe('primitives as WebAssembly', () => {
  beforeAll(() => useBackend('wasm'));

  it.each(Object.entries(cases))('%s', async (title, { expression, ulp = 1 }) => {
    const program = differentiable(expression, title).program(['p']);
    const at = Float32Array.from({ length: 6001 }, (_, i) => (i - 3000) / 64);
    const { value } = await runProgram(program, [1.75], at, at);
    const [f, df] = [program.value, program.slope].map(evaluatorOf);
    const errors = at.map((v, i) =>
      errorInUlp(value[i] ?? Number.NaN, f?.(v, { p: 1.75 }) ?? 0, v, df?.(v, { p: 1.75 }) ?? 0),
    );
    const worst = errors.reduce((most, error, i) => (error > (errors[most] ?? 0) ? i : most), 0);
    expect(errors[worst], `at ${at[worst]}: ${value[worst]}`).toBeLessThanOrEqual(ulp);
    expect(value.some(Number.isNaN)).toBe(false);
  });

  describe.each([0, 0.001, 0.5, 1, 2.5, 17, -1])('|x|ᵖ where p is %d', (exponent) => {
    const program = differentiable(power(abs(x), p), 'a power').program(['p']);
    const bases = [0, 1e-45, 1e-40, 2 ** -126, 1e-20, 0.5, 0.999999, 1, 1.000001, 3, 80, 1e4, 1e30, 3e38, Infinity];
    /** What a rounding of e·log₂ x comes to in 2^(e·log₂ x). */
    const tolerance = (value: number) => 2.5e-7 * (1 + Math.abs(Math.log2(value || 2 ** -149))) * value + 2 ** -149;

    it.each(bases.map(Math.fround))('is right at %d, and so is its slope by p', async (base) => {
      const { value, gradients } = await runProgram(program, [exponent], Float32Array.of(base), Float32Array.of(1));
      const expected = Math.fround(base ** Math.fround(exponent));
      if (Number.isFinite(expected)) {
        expect(Math.abs((value[0] ?? Number.NaN) - expected)).toBeLessThanOrEqual(tolerance(expected));
      } else expect(value[0]).toBe(expected);
      const slope = Math.fround(expected * Math.log(base));
      if (!Number.isFinite(slope)) return;
      const error = Math.abs((gradients[0] ?? Number.NaN) - slope);
      expect(error).toBeLessThanOrEqual(tolerance(expected) * (1 + Math.abs(Math.log(base))));
    });
  });
});
