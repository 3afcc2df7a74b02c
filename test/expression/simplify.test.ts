import { describe, expect, it } from 'vitest';
import { activations, slopeOf } from '../../kernels/activations';
import * as build from '../../kernels/expression/build';
import { derivativeOf } from '../../kernels/expression/derivative';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import { type Expression, intern, type Primitive } from '../../kernels/expression/expression';
import { evaluate, unaryPrimitives } from '../../kernels/expression/primitives';
import { simplify } from '../../kernels/expression/simplify';
import { replaceParts } from '../../kernels/expression/substitute';
import { subexpressionsOf } from '../../kernels/expression/traverse';

const { abs, add, constant, div, exp, max, min, mul, neg, power, sigmoid, square, step, sub, tanh, where, x } = build;
const t = tanh(x);

describe('simplify', () => {
  it.each<[string, Expression, Expression]>([
    ['like terms', add(mul(2, t), t), mul(3, t)],
    ['like terms that vanish', sub(mul(0.5, t), mul(0.5, t)), constant(0)],
    ['numbers of a sum', add(1, sub(t, 3)), add(t, -2)],
    ['powers', mul(mul(t, t), t), power(t, 3)],
    ['powers of powers', square(power(t, 3)), power(t, 6)],
    ['signs', mul(neg(t), neg(exp(x))), mul(t, exp(x))],
    ['a negative difference', neg(sub(t, x)), sub(x, t)],
    ['an inverse', mul(t, div(1, add(1, x))), div(t, add(1, x))],
    ['|−a| and |eˣ|', mul(abs(neg(x)), abs(exp(x))), mul(abs(x), exp(x))],
    [
      'a choice that is decided',
      where(exp(neg(abs(x))), max(sigmoid(x), -1), 3),
      where(exp(neg(abs(x))), sigmoid(x), 3),
    ],
    ['a step of a positive number', mul(t, step(add(1, sigmoid(x)))), t],
    ['bounds in bounds', min(min(max(x, -2), 5), 3), min(max(x, -2), 3)],
  ])('joins %s', (_, before, after) => {
    expect(simplify(before)).toBe(after);
  });

  it('leaves what might not be the same alone', () => {
    for (const kept of [div(t, t), add(add(t, x), exp(x)), power(x, -1), where(x, t, neg(t)), max(x, 0)]) {
      expect(simplify(kept)).toBe(kept);
    }
  });
});

/** Park and Miller's numbers from 0 to 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

const unary = Object.keys(unaryPrimitives) as Primitive[];
const binary: Primitive[] = ['add', 'add', 'sub', 'sub', 'mul', 'mul', 'mul', 'div', 'min', 'max'];

/** Interned as it is, past the builders that would simplify it. */
function randomExpression(random: () => number, depth: number): Expression {
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  if (depth === 0 || random() < 0.1) {
    return random() < 0.6 ? x : constant(pick([0, 1, -1, 2, 0.5, -3, 0.25]));
  }
  const argument = () => randomExpression(random, depth - 1);
  const kind = random();
  const call = (primitive: Primitive, ...args: Expression[]) => intern({ kind: 'call', primitive, args });
  if (kind < 0.35) return call(pick(unary), argument());
  if (kind < 0.45) return call('power', argument(), constant(pick([0, 1, 2, 3, -1])));
  return kind < 0.55 ? call('where', argument(), argument(), argument()) : call(pick(binary), argument(), argument());
}

/** With every step off by up to 10⁻¹²: how much the rounding of steps matters. NaN where a step has no value. */
function noisyValue(expression: Expression, at: number, random: () => number): number {
  const values = new Map<Expression, number>();
  for (const part of subexpressionsOf(expression)) {
    if (part.kind === 'variable') values.set(part, at);
    else if (part.kind === 'constant') values.set(part, part.value);
    else if (part.kind === 'call' && part.primitive !== 'spline') {
      const args = part.args.map((arg) => values.get(arg) ?? Number.NaN);
      values.set(part, evaluate(part.primitive, args) * (1 + 1e-12 * (random() - 0.5)));
    }
  }
  const isWhole = [...values.values()].every(Number.isFinite);
  return isWhole ? (values.get(expression) ?? Number.NaN) : Number.NaN;
}

describe('on random expressions', () => {
  const random = randomNumbers(20261122);
  const expressions = Array.from({ length: 1500 }, () => randomExpression(random, 5));
  const points = [-7.3, -2, -0.9, -0.05, 0.03, 0.6, 1.07, 3.1, 9];

  it('neither simplify nor a rebuild by the builders changes a value beyond rounding', () => {
    let compared = 0;
    const wrong = expressions.flatMap((raw) => {
      const evaluators = [simplify(raw), replaceParts(raw, () => undefined)].map((e) => evaluatorOf(e));
      const exact = evaluatorOf(raw);
      return points.flatMap((at) => {
        const noisy = Array.from({ length: 8 }, () => noisyValue(raw, at, random));
        const trials = [...noisy, exact(at)];
        const [value = Number.NaN] = trials;
        const spread = Math.max(...trials) - Math.min(...trials);
        if (!(Number.isFinite(value) && spread < 1e-3 * (1 + Math.abs(value)))) return [];
        compared++;
        const off = evaluators.map((evaluate) => Math.abs(evaluate(at) - value));
        return Math.max(...off) <= 20 * spread + 1e-11 * Math.abs(value) + 1e-300
          ? []
          : [{ at, value, off, spread, raw }];
      });
    });
    expect(wrong.slice(0, 2).map((first) => JSON.stringify(first))).toEqual([]);
    expect(compared).toBeGreaterThan(3000);
  });

  it('simplifying twice is simplifying once, and hardly ever longer', () => {
    for (const raw of expressions) {
      const once = simplify(raw);
      expect(simplify(once)).toBe(once);
      expect(subexpressionsOf(once).length).toBeLessThanOrEqual(subexpressionsOf(raw).length + 2);
    }
  });
});

describe('derivatives of higher order', () => {
  it.each(activations)('of $title share their parts: the third is small, simplified too', (activation) => {
    const third = derivativeOf(derivativeOf(slopeOf(activation), 'x'), 'x');
    for (const f of [third, simplify(third)]) expect(subexpressionsOf(f).length).toBeLessThan(200);
  });

  it('of a tower of products grow by a step, not by a factor', () => {
    const sizes = [1, 2, 3, 4, 5].map((order) => {
      let f: Expression = mul(x, tanh(exp(x)));
      for (let i = 0; i < order; i++) f = derivativeOf(f, 'x');
      return subexpressionsOf(f).length;
    });
    console.log(sizes);
    expect(sizes).toEqual([10, 16, 25, 38, 56]);
  });
});
