import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { activations, curveOf, initialBoundOf, slopeOf } from '../../kernels/activations';
import { generateIndex } from '../../kernels/activations/generateIndex';
import { generateStyleOrder } from '../../kernels/activations/generateStyleOrder';
import { namedStyles } from '../../kernels/activations/palette';
import { styleOrder } from '../../kernels/activations/styleOrder';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import { substitute } from '../../kernels/expression/substitute';
import { parametersOf } from '../../kernels/expression/traverse';
import vectors from '../fixtures/activation-vectors.json';
import { centralDifference } from '../support/centralDifference';

const folder = join(__dirname, '../../kernels/activations/catalogue');
const files = readdirSync(folder).map((name) => basename(name, '.ts'));

/** What the fixture calls ours. Those it lacks are held to their golden values (mpmath, 60 digits) alone. */
const fixtureNames = {
  elu: 'ELU',
  gelu: 'GELU_erf',
  geluTanh: 'GELU_tanh',
  leakyRelu: 'LReLU_0.01',
  logish: 'Logish',
  mish: 'Mish',
  prelu: 'PReLU_0.25',
  quickGelu: 'QuickGELU',
  reluSquared: 'ReLU2',
  selu: 'SELU',
  silu: 'SiLU',
  smish: 'Smish',
  softplus: 'Softplus',
  telu: 'TeLU',
  xatlu: 'xATLU_a0.1',
  xgelu: 'xGELU_a0.1',
  xielu: 'xIELU',
  xiep: 'xIEP',
  xiprelu: 'xIPReLU',
  xsilu: 'xSiLU_a0.1',
} as const;

describe('the catalogue', () => {
  it('has an index made from its files', async () => {
    const ids = files.filter((name) => name !== 'index');
    await expect(generateIndex(ids)).toMatchFileSnapshot(join(folder, 'index.ts'));
    expect(activations.map(({ id }) => id)).toEqual(ids);
  });

  it('has a place for each in the order of the looks', async () => {
    const unnamed = activations.map(({ id }) => id).filter((id) => !(id in namedStyles));
    const path = join(folder, '../styleOrder.ts');
    await expect(generateStyleOrder(styleOrder, unnamed)).toMatchFileSnapshot(path);
  });

  it('gives no name twice', () => {
    const names = activations.flatMap(({ id, aliases = [] }) => [id, ...aliases]).map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
  });

  it('has a fixture or golden values for each, so that none is unchecked', () => {
    const unchecked = activations.filter(({ id, golden }) => !(id in fixtureNames) && golden.length < 2);
    expect(unchecked).toEqual([]);
  });
});

describe.each(activations)('$title', (activation) => {
  const { f, derivative, secondDerivative } = curveOf(activation);

  it('has its golden values', () => {
    for (const [x, value, slope] of activation.golden) {
      expectNear(f(x), value);
      expectNear(derivative(x), slope);
    }
  });

  it('has a slope that a finite difference confirms, and a curvature', () => {
    for (const x of [-7.3, -2.6, -1.1, -0.4, 0.3, 1.2, 2.4, 6.1]) {
      expectNear(derivative(x), centralDifference(f, x), 1e-9);
      expectNear(secondDerivative(x), centralDifference(derivative, x), 1e-9);
    }
  });

  it('is a number, with a slope and a curvature, at every magnitude', () => {
    for (let exponent = -1074; exponent < 1024; exponent++) {
      for (const x of [2 ** exponent, -(2 ** exponent)]) {
        const values = [f(x), derivative(x), secondDerivative(x)];
        expect(values.some(Number.isNaN), `${values} at ${x}`).toBe(false);
      }
    }
  });

  it('has the right slope far out, where only a bound keeps it finite', () => {
    for (const x of [60, 1e3, 1e6, 1e12, 1e30].flatMap((far) => [far, -far])) {
      expectNear(derivative(x), centralDifference(f, x, Math.abs(x) / 8), 1e-9);
    }
  });

  it('goes to its limits', () => {
    const { left, right } = activation.limits;
    expectLimit(f(-1e12), left);
    expectLimit(f(1e12), right);
    const values = Object.fromEntries(activation.parameters.map(({ name, initial }) => [name, initial]));
    const [fixed, slope] = [activation.forward, slopeOf(activation)].map((f) => evaluatorOf(substitute(f, values)));
    expect([fixed?.(-Infinity), fixed?.(Infinity)]).toEqual([left, right].map(expectedAtInfinity));
    expect([slope?.(-Infinity), slope?.(Infinity)]).not.toContain(Number.NaN);
  });

  it('is the function that its paper defines', () => {
    const values = Object.fromEntries(activation.parameters.map(({ name, initial }, i) => [name, initial + i / 8]));
    const definition = evaluatorOf(activation.definition ?? activation.forward);
    const exact = curveOf(activation, values).f;
    for (let x = -12.3; x < 12; x += 0.7) expectNear(exact(x), definition(x, values), 1e-13);
  });

  it('mentions the parameters it declares, and no other', () => {
    const declared = activation.parameters.map(({ name }) => name).sort();
    expect(parametersOf(activation.forward).sort()).toEqual(declared);
    for (const parameter of activation.parameters) {
      const { initial, range } = parameter;
      expect(initial).toBeGreaterThanOrEqual(range[0]);
      expect(initial).toBeLessThanOrEqual(range[1]);
      expect(initial).toBeGreaterThan(initialBoundOf(activation, parameter) ?? -Infinity);
    }
  });
});

describe.each(Object.entries(fixtureNames))('%s beside 60-digit arithmetic', (id, name) => {
  const activation = activations.find((candidate) => candidate.id === id);
  const { x: points, f: values, df: slopes } = vectors[name];

  it.each(points.map((x, i) => [x, values[i] ?? Number.NaN, slopes[i] ?? Number.NaN] as const))('at %f', (x, f, df) => {
    if (!activation) throw new Error(`${id} is not in the catalogue.`);
    const curve = curveOf(activation, name.endsWith('_a0.1') ? { alpha: 0.1 } : {});
    expectNear(curve.f(x), f);
    expectNear(curve.derivative(x), df);
  });
});

function expectNear(actual: number, expected: number, tolerance = 4e-15): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)));
}

function expectedAtInfinity(limit: number): unknown {
  return Number.isFinite(limit) ? expect.closeTo(limit, 14) : limit;
}

function expectLimit(actual: number, limit: number): void {
  if (Number.isFinite(limit)) expectNear(actual, limit);
  else expect(actual * Math.sign(limit)).toBeGreaterThan(500);
}
