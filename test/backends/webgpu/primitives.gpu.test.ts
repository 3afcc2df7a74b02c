import { beforeAll, describe, expect, it } from 'vitest';
import * as build from '../../../kernels/expression/build';
import { evaluatorOf } from '../../../kernels/expression/evaluator';
import type { Expression } from '../../../kernels/expression/expression';
import { programFor } from '../../support/programFor';
import { splineOf } from '../../support/splineOf';
import { everyExponent } from '../../support/tensors';
import { ulpsBetween } from '../../support/ulps';
import { computed, useSoftwareAdapter } from './softwareAdapter';

const sine = { ...splineOf(Math.sin, Math.cos, -2, 2, 64), slope: build.cos(build.x) };
const { abs, add, expm1, max, min, mul, power, sub, where, x } = build;

/** Units in the last place, measured with SwiftShader's correctly rounded + − · and division, and a little room. */
const cases: Record<string, readonly [expression: Expression, ulps: number]> = {
  exp: [build.exp(x), 1.5],
  expm1: [expm1(x), 1.5],
  log: [build.log(abs(x)), 1.5],
  log1p: [build.log1p(x), 2.5],
  sqrt: [build.sqrt(abs(x)), 1],
  sin: [build.sin(x), 3],
  cos: [build.cos(x), 3],
  atan: [build.atan(x), 3],
  tanh: [build.tanh(x), 3],
  sigmoid: [build.sigmoid(x), 3],
  softplus: [build.softplus(x), 3],
  erf: [build.erf(x), 3],
  erfc: [build.erfc(x), 6],
  step: [build.step(x), 0],
  'max with a number': [max(x, 0.5), 0],
  'min with a number': [min(x, 0.5), 0],
  where: [where(sub(x, 1), x, -2), 0],
  'power 3': [power(x, 3), 2],
  'power −2': [power(x, -2), 3],
  'power 2.5': [power(abs(x), 2.5), 3],
  'power −0.7': [power(abs(x), Math.fround(-0.7)), 3],
  'power 37.3': [power(abs(x), Math.fround(37.3)), 24],
};

const fine = Array.from({ length: 4001 }, (_, i) => Math.fround((i - 2000) / 61));
const points = Float32Array.from([...everyExponent, ...fine, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]);
const ones = new Float32Array(points.length).fill(1);

beforeAll(() => useSoftwareAdapter());

describe('primitives in the shader language, against float64', () => {
  it.each(Object.entries(cases))('%s at every exponent', async (title, [expression, bound]) => {
    const evaluate = evaluatorOf(expression);
    const { y } = await computed(programFor(title, expression), { x: points, dy: ones });
    const worst = { x: 0, ulps: 0, got: 0 };
    points.forEach((at, i) => {
      const ulps = ulpsAllowingFlush(y[i] ?? Number.NaN, evaluate, at);
      if (!(ulps <= worst.ulps)) Object.assign(worst, { x: at, ulps, got: y[i] });
    });
    expect(worst.ulps, `${worst.got} at ${worst.x}`).toBeLessThanOrEqual(bound);
  });

  it('a table is what the float64 evaluator says, and straight beyond its ends', async () => {
    const expression = build.spline(sine, x);
    const evaluate = evaluatorOf(expression);
    const at = Float32Array.from([...fine, 1e6, -1e6]);
    const { y } = await computed(programFor('a table', expression), { x: at, dy: at });
    at.forEach((point, i) => {
      const error = Math.abs((y[i] ?? Number.NaN) - evaluate(point));
      expect(error, `at ${point}`).toBeLessThanOrEqual(2e-6 * Math.max(1, Math.abs(point)));
    });
  });

  it('eˣ − 1 − x keeps its digits next to 0', async () => {
    const at = Float32Array.of(1e-3, -1e-3, 1e-6, -0.3, 0.34, -0.5);
    const { y } = await computed(programFor('difference', sub(expm1(x), x)), { x: at, dy: at });
    at.forEach((point, i) => {
      expect((y[i] ?? 0) / differenceAt(point), `at ${point}`).toBeCloseTo(1, 6);
    });
  });

  it('NaN goes through everything, also through a comparison', async () => {
    const at = Float32Array.of(Number.NaN, 1);
    for (const [title, [expression]] of Object.entries(cases)) {
      const { y, dx } = await computed(programFor(title, expression), { x: at, dy: Float32Array.of(1, 1) });
      expect([y[0], dx[0]], title).toEqual([Number.NaN, Number.NaN]);
      expect(y[1], title).not.toBeNaN();
    }
  });

  it('a NaN parameter is not hidden by max, min or exp', async () => {
    const p = build.parameter('p');
    for (const expression of [max(x, p), min(p, x), build.exp(mul(p, x)), build.tanh(add(p, x)), power(abs(x), p)]) {
      const program = programFor('NaN parameter', expression, ['p']);
      const { y } = await computed(
        { ...program, key: String(Math.random()) },
        { x: Float32Array.of(1, 2), dy: Float32Array.of(1, 1), parameters: [Number.NaN] },
      );
      expect([...y]).toEqual([Number.NaN, Number.NaN]);
    }
  });
});

/** This device takes subnormals for 0: what is one may be 0, and so may be what became of it. */
function ulpsAllowingFlush(actual: number, exact: (x: number) => number, at: number): number {
  const expected = exact(at);
  if (Number.isNaN(expected)) return Number.isNaN(actual) ? 0 : Number.NaN;
  const flushed = exact(0);
  if (Math.abs(at) < 2 ** -126 && Object.is(Math.abs(actual), Math.abs(Math.fround(flushed)))) return 0;
  if (Math.abs(expected) < 2 ** -126) return Math.abs(actual) <= 2 ** -126 ? 0 : Number.NaN;
  return ulpsBetween(actual, exact, at);
}

function differenceAt(z: number): number {
  let [term, sum] = [1, 0];
  for (let k = 1; k < 30; k++) {
    term *= z / k;
    if (k > 1) sum += term;
  }
  return sum;
}
