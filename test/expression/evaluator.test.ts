import { describe, expect, it } from 'vitest';
import {
  abs,
  add,
  constant,
  exp,
  mul,
  parameter,
  power,
  softplus,
  sub,
  tanh,
  where,
  x,
} from '../../kernels/expression/build';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import { substitute } from '../../kernels/expression/substitute';
import { frontierOf, subexpressionsOf } from '../../kernels/expression/traverse';

describe('expressions', () => {
  it('are one object when they are equal, so that sharing is identity', () => {
    expect(mul(x, exp(x))).toBe(mul(x, exp(x)));
    expect(mul(x, exp(x))).not.toBe(mul(exp(x), x));
    expect(constant(0)).not.toBe(constant(-0));
  });

  it('cannot be changed', () => {
    expect(() => Object.assign(exp(x), { primitive: 'tanh' })).toThrow(TypeError);
  });

  it('fold constants and drop neutral elements', () => {
    expect(add(mul(0, exp(x)), mul(1, x), 0)).toBe(x);
    expect(mul(2, mul(0.5, exp(x)))).toBe(exp(x));
    expect(sub(x, x)).toBe(constant(0));
    expect(exp(0)).toBe(constant(1));
    expect(power(x, 1)).toBe(x);
  });

  it('take any exponent of a base that is never negative', () => {
    expect(evaluatorOf(power(abs(x), parameter('p')))(-4, { p: 1.5 })).toBe(8);
  });

  it('list each part once, arguments first', () => {
    const shared = exp(x);
    const parts = subexpressionsOf(mul(shared, tanh(shared)));
    expect(parts).toEqual([x, shared, tanh(shared), mul(shared, tanh(shared))]);
  });

  it('tell what a second expression can take over from the first', () => {
    const first = new Set(subexpressionsOf(mul(x, tanh(exp(x)))));
    expect(frontierOf([add(tanh(exp(x)), mul(2, exp(x)))], (part) => first.has(part) && part !== x)).toEqual([
      tanh(exp(x)),
      exp(x),
    ]);
  });
});

describe('evaluatorOf', () => {
  it('computes with parameters, and names one that is missing', () => {
    const line = evaluatorOf(add(mul(parameter('a'), x), parameter('b')));
    expect(line(3, { a: 2, b: 1 })).toBe(7);
    expect(() => line(3, { a: 2 })).toThrow('No value was given for the parameter b.');
  });

  it('takes the tested side of where, and the other at 0', () => {
    const f = evaluatorOf(where(x, 1, -1));
    expect([f(0.1), f(0), f(-0.1)]).toEqual([1, -1, -1]);
  });

  it('keeps softplus exact in both tails', () => {
    const f = evaluatorOf(softplus(x));
    expect(f(1000)).toBe(1000);
    expect(f(-700)).toBeCloseTo(Math.exp(-700), 320);
  });

  it('agrees with itself after its parameters became numbers', () => {
    const expression = mul(parameter('a'), sub(exp(x), parameter('b')));
    const fixed = evaluatorOf(substitute(expression, { a: 3, b: 0.5 }));
    expect(fixed(0.3)).toBe(evaluatorOf(expression)(0.3, { a: 3, b: 0.5 }));
    expect(substitute(expression, { a: 0, b: 1 })).toBe(constant(0));
  });
});
