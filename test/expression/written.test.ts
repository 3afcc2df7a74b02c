import { describe, expect, it } from 'vitest';
import { activations } from '../../kernels/activations';
import { abs, constant, max, mul, tanh, where, x } from '../../kernels/expression/build';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import { integrate } from '../../kernels/expression/integral/integrate';
import { readExpression, writeExpression } from '../../kernels/expression/written';

const throughJson = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

describe('an expression as JSON carries it', () => {
  it.each(activations.map(({ id, forward }) => ({ id, forward })))('comes back as the same: $id', ({ forward }) => {
    expect(readExpression(throughJson(writeExpression(forward)))).toBe(forward);
  });

  it('keeps −0, ∞ and NaN, and what is shared', () => {
    const shared = mul(tanh(x), tanh(x));
    const odd = where(x, max(shared, constant(-Infinity)), mul(constant(-0), shared));
    expect(readExpression(throughJson(writeExpression(odd)))).toBe(odd);
    const nothing = constant(Number.NaN);
    expect(readExpression(throughJson(writeExpression(nothing)))).toBe(nothing);
  });

  it('keeps the table of what was integrated numerically', () => {
    const { expression } = integrate(tanh(mul(x, abs(tanh(x)))));
    const [before, after] = [expression, readExpression(throughJson(writeExpression(expression)))].map((each) =>
      evaluatorOf(each),
    );
    expect(writeExpression(expression).some((part) => 'spline' in part)).toBe(true);
    for (const at of [-30, -1.25, 0, 0.7, 12]) expect(after?.(at, {})).toBe(before?.(at, {}));
  });

  it('is refused where it is cut', () => {
    const written = writeExpression(tanh(mul(2, x)));
    expect(() => readExpression(written.slice(1))).toThrow('is missing');
    expect(() => readExpression([])).toThrow('is missing');
  });
});
