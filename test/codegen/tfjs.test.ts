import { describe, expect, it } from 'vitest';
import { activations, getActivation, slopeOf } from '../../kernels/activations';
import { composeTfjs } from '../../kernels/codegen/tfjs';
import type { TfjsOps } from '../../kernels/codegen/tfjsOps';
import * as build from '../../kernels/expression/build';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import type { Expression } from '../../kernels/expression/expression';
import { binaryPrimitives, unaryPrimitives } from '../../kernels/expression/primitives';
import { substitute } from '../../kernels/expression/substitute';

const { add, constant, erfc, exp, expm1, max, min, mul, neg, parameter, power, tanh, where, x } = build;

/** Tensors of one number: the composition itself under test, with a count of what it asked for. */
interface Box {
  value: number;
}

function countingOps(): { ops: TfjsOps<Box>; asked: string[] } {
  const asked: string[] = [];
  const numberOf = (a: Box | number): number => (typeof a === 'number' ? a : a.value);
  const op = (name: string, f: (...values: number[]) => number) => {
    return (...args: (Box | number)[]): Box => {
      asked.push(name);
      return { value: f(...args.map(numberOf)) };
    };
  };
  const { add, sub, mul, div } = binaryPrimitives;
  const { neg, abs, step, exp, expm1, log, log1p, sqrt, sin, cos, atan, tanh, sigmoid, softplus, erf } =
    unaryPrimitives;
  const ops: TfjsOps<Box> = {
    add: op('add', add),
    sub: op('sub', sub),
    mul: op('mul', mul),
    div: op('div', div),
    minimum: op('minimum', Math.min),
    maximum: op('maximum', Math.max),
    clipByValue: op('clipByValue', (a, low, high) => Math.min(Math.max(a, low), high)),
    relu: op('relu', (a) => Math.max(a, 0)),
    neg: op('neg', neg),
    abs: op('abs', abs),
    step: op('step', step),
    square: op('square', (a) => a * a),
    exp: op('exp', exp),
    expm1: op('expm1', expm1),
    expm1OfNonPositive: op('expm1OfNonPositive', expm1),
    log: op('log', log),
    log1p: op('log1p', log1p),
    sqrt: op('sqrt', sqrt),
    sin: op('sin', sin),
    cos: op('cos', cos),
    atan: op('atan', atan),
    floor: op('floor', Math.floor),
    tanh: op('tanh', tanh),
    tanhOfNonNegative: op('tanhOfNonNegative', tanh),
    sigmoid: op('sigmoid', sigmoid),
    softplus: op('softplus', softplus),
    erf: op('erf', erf),
    pow: op('pow', binaryPrimitives.power),
    lookUp: (table, index) => op('lookUp', (at) => table[at] ?? Number.NaN)(index),
    select: op('select', (test, then, otherwise) => (test > 0 ? then : otherwise)),
  };
  return { ops, asked };
}

function compose(expression: Expression, at = 0.3): { value: number; asked: string[] } {
  const { ops, asked } = countingOps();
  const result = composeTfjs(expression, ops, new Map([[x, { value: at }]]));
  return { value: typeof result === 'number' ? result : result.value, asked };
}

describe('composeTfjs', () => {
  it('computes a shared part once', () => {
    expect(compose(mul(exp(x), tanh(neg(exp(x))))).asked).toEqual(['exp', 'neg', 'tanh', 'mul']);
  });

  it('starts from what is already known', () => {
    const { ops, asked } = countingOps();
    composeTfjs(
      mul(x, exp(x)),
      ops,
      new Map([
        [x, { value: 1 }],
        [exp(x), { value: Math.E }],
      ]),
    );
    expect(asked).toEqual(['mul']);
  });

  it('asks for the form that the argument’s range allows', () => {
    expect(compose(tanh(exp(x))).asked).toEqual(['exp', 'tanhOfNonNegative']);
    expect(compose(expm1(min(x, 0))).asked).toEqual(['clipByValue', 'expm1OfNonPositive']);
    expect(compose(expm1(x)).asked).toEqual(['expm1']);
  });

  it('bounds by a constant with one clip, by a tensor with minimum and maximum', () => {
    expect(compose(max(x, 0)).asked).toEqual(['relu']);
    expect(compose(max(2, x))).toEqual({ value: 2, asked: ['clipByValue'] });
    expect(compose(min(x, neg(x)))).toEqual({ value: -0.3, asked: ['neg', 'minimum'] });
    expect(compose(max(x, neg(x)))).toEqual({ value: 0.3, asked: ['neg', 'maximum'] });
  });

  it.each([-3, -1, 2, 3, 5, 8])('multiplies out the power %i', (exponent) => {
    expect(compose(power(x, exponent), 1.5).value).toBeCloseTo(1.5 ** exponent, 10);
  });

  it('selects, and has erfc right on both sides', () => {
    expect(compose(where(x, 1, exp(x)), -0.5).value).toBe(Math.exp(-0.5));
    for (const at of [-5, -2, -0.5, 0, 0.5, 2, 5]) {
      expect(compose(erfc(x), at).value / evaluatorOf(erfc(x))(at)).toBeCloseTo(1, 6);
    }
  });

  it('returns a number for a constant, and names a parameter that has no tensor', () => {
    expect(compose(constant(3)).value).toBe(3);
    expect(() => compose(add(x, parameter('alpha')))).toThrow('alpha has no tensor.');
  });

  it.each(activations)(
    'composes $title and its slope as the reference evaluates them',
    ({ forward, parameters, ...rest }) => {
      const values = Object.fromEntries(parameters.map(({ name, initial }) => [name, initial]));
      for (const expression of [forward, slopeOf({ forward, parameters, ...rest })]) {
        for (const at of [-4, -0.7, 0, 0.4, 3]) {
          const { ops } = countingOps();
          const seeds = parameters.map(({ name, initial }) => [parameter(name), { value: initial }] as const);
          const result = composeTfjs<Box>(expression, ops, new Map([[x, { value: at }], ...seeds]));
          expect(typeof result === 'number' ? result : result.value).toBeCloseTo(
            evaluatorOf(expression)(at, values),
            6,
          );
        }
      }
    },
  );

  it('spends no operation too many on TeLU and xIELU', () => {
    const bounds = ['clipByValue', 'clipByValue'];
    expect(compose(getActivation('telu').forward).asked).toEqual([...bounds, 'exp', 'tanhOfNonNegative', 'mul']);
    const xielu = substitute(getActivation('xielu').forward, { alphaP: 0.8, alphaN: 0.8, beta: 0.5 });
    const right = ['relu', 'mul', 'add', 'mul'];
    const left = ['clipByValue', 'expm1OfNonPositive', 'mul', 'add', 'mul', 'add'];
    expect(compose(xielu).asked).toEqual([...right, ...left]);
  });
});
