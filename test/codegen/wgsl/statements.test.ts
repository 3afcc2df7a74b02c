import { describe, expect, it } from 'vitest';
import { getActivation } from '../../../kernels/activations';
import { backwardWithParametersShader } from '../../../kernels/codegen/wgsl/backwardWithParameters';
import { forwardShader } from '../../../kernels/codegen/wgsl/forward';
import { statementsOf } from '../../../kernels/codegen/wgsl/statements';
import { wgslNumber } from '../../../kernels/codegen/wgsl/wgslNumber';
import { add, exp, expm1, mul, parameter, power, spline, sub, x } from '../../../kernels/expression/build';
import { programFor } from '../../support/programFor';
import { programOf } from '../../support/programs';

const layout = { lanes: 4, storage: 'f32' } as const;

describe('expressions as shader statements', () => {
  it('compute what several results share once', () => {
    const e = exp(mul(2, x));
    const { lines, results } = statementsOf([add(e, 1), mul(e, e)], []);
    expect(lines).toEqual(['let v0 = 2.0f * x;', 'let v1 = exp_(v0);', 'let v2 = v1 + 1.0f;', 'let v3 = v1 * v1;']);
    expect(results).toEqual(['v2', 'v3']);
  });

  it('never write eᵃ − 1 − a as the difference that cancels', () => {
    const { lines } = statementsOf([sub(expm1(x), x)], []);
    expect(lines).toEqual(['let v0 = expm1MinusX(x);']);
  });

  it('write whole powers as products, of few multiplications', () => {
    expect(statementsOf([power(x, 9)], []).lines).toEqual(['let v0 = square_(square_(square_(x))) * x;']);
    expect(statementsOf([power(x, -2)], []).lines).toEqual(['let v0 = square_((1.0f / x));']);
  });

  it('number the cells of several tables through one buffer, each table once', () => {
    const table = (low: number) => ({ low, high: 1, coefficients: [0, 1, 0, 0, 1, 1, 0, 0], slope: x });
    const [first, second] = [table(-1), table(-2)];
    const sum = add(spline(first, x), spline(second, x), spline(first, exp(x)));
    const { lines, tables } = statementsOf([sum], []);
    expect(tables).toEqual([first, second]);
    expect(lines.filter((line) => line.includes('spline_')).map((line) => line.match(/, (\d)u, 2u/)?.[1])).toEqual([
      '0',
      '2',
      '0',
    ]);
  });

  it('refuse a parameter that nobody gives, and a constant that float32 cannot hold', () => {
    expect(() => statementsOf([mul(x, parameter('alpha'))], ['beta'])).toThrow('alpha');
    expect(() => forwardShader(programFor('too large', mul(1e39, x)), layout)).toThrow('1e+39');
  });

  it('carry only the library that they call', () => {
    expect(forwardShader(programOf(getActivation('relu')), layout).code).not.toContain('fn reduceExp');
    expect(forwardShader(programOf(getActivation('telu')), layout).code).toContain('fn reduceExp');
  });

  it('bind one buffer for each parameter and one for its gradients in between', () => {
    const { code } = backwardWithParametersShader(programOf(getActivation('xielu')), layout);
    expect(
      [...code.matchAll(/@binding\((\d)\) var<storage, (\w+)> (\w+)/g)].map(([, , mode, name]) => [mode, name]),
    ).toEqual([
      ['read', 'xs'],
      ['read', 'dys'],
      ['read_write', 'dxs'],
      ['read_write', 'partials'],
      ['read', 'parameter0'],
      ['read', 'parameter1'],
    ]);
  });
});

describe('numbers', () => {
  it.each([
    [0.1, '0.10000000149011612f'],
    [-3, '-3.0f'],
    [1e30, '1.0000000150474662e+30f'],
    [-0, '-0.0f'],
    [2 ** -126, '1.1754943508222875e-38f'],
  ])('%s is %s', (value, text) => expect(wgslNumber(value)).toBe(text));
});
