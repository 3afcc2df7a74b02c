import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { activations } from '../../kernels/activations';
import { composePython, PythonRefusal, pythonNumber } from '../../kernels/codegen/python';
import { jaxDialect, kerasDialect, tensorflowDialect, torchDialect } from '../../kernels/codegen/pythonDialects';
import {
  add,
  div,
  exp,
  log,
  max,
  mul,
  parameter,
  power,
  sigmoid,
  spline,
  sub,
  where,
  x,
} from '../../kernels/expression/build';
import type { Expression } from '../../kernels/expression/expression';

function torchOf(expression: Expression): string {
  const { statements, value } = composePython(expression, torchDialect, { x: 'x' });
  return [...statements, value].join('\n');
}

describe('Python composed from an expression', () => {
  it('reads as a person would write it, with brackets only where Python needs them', () => {
    expect(torchOf(mul(x, add(x, 1)))).toBe('x * (x + 1.0)');
    expect(torchOf(sub(x, sub(1, x)))).toBe('x - (1.0 - x)');
    expect(torchOf(div(x, mul(2, x)))).toBe('x / (2.0 * x)');
    expect(torchOf(mul(-0.5, power(x, 3)))).toBe('-0.5 * x**3');
    expect(torchOf(power(add(x, 1), 2))).toBe('{torch}.square(x + 1.0)');
  });

  it('names what is used twice, once', () => {
    const gate = sigmoid(x);
    expect(torchOf(mul(gate, sub(1, gate)))).toBe('gate = {torch}.sigmoid(x)\ngate * (1.0 - gate)');
  });

  it('keeps an exponent below overflow, since ∞·0 in the chain rule is NaN', () => {
    expect(torchOf(exp(x))).toBe('{torch}.exp({torch}.clamp(x, max=60.0))');
    expect(torchOf(exp(sub(0, max(x, 0))))).toBe('{torch}.exp(-{torch}.relu(x))');
  });

  it('shows each branch of a choice only arguments of its own', () => {
    expect(torchOf(where(x, log(add(x, 1)), x))).toBe('{torch}.where(x > 0, {torch}.log({torch}.relu(x) + 1.0), x)');
    expect(torchOf(where(sub(x, 2), x, div(1, sub(3, x))))).toBe(
      'part = x - 2.0\n{torch}.where(part > 0, x, 1.0 / (3.0 - {torch}.where(part > 0, 2.0, x)))',
    );
  });

  it('refuses a table, and a parameter without a name', () => {
    const table = { low: 0, high: 1, coefficients: [0, 1, 0, 0], slope: x };
    expect(() => torchOf(spline(table, x))).toThrow(PythonRefusal);
    expect(() => torchOf(parameter('alpha'))).toThrow(/alpha/);
  });

  it('writes numbers that stay floating-point', () => {
    expect([2, -3, 0.1, 1e-7, 1e21].map(pythonNumber)).toEqual(['2.0', '-3.0', '0.1', '1e-7', '1e+21']);
  });
});

const hasPython = spawnSync('python3', ['--version']).status === 0;
const dialects = [torchDialect, kerasDialect, tensorflowDialect, jaxDialect];

describe.skipIf(!hasPython)('Python itself (skipped where there is no python3)', () => {
  it('compiles every activation in every dialect', () => {
    const programs = activations.flatMap(({ forward, parameters }) =>
      dialects.map((dialect) => {
        const names = new Map(parameters.map(({ name }) => [name, name]));
        const { statements, value } = composePython(forward, dialect, { x: 'z', parameters: names });
        return [...statements, `result = ${value}`].join('\n').replaceAll(/\{(\w+)\}/g, '$1');
      }),
    );
    const program = 'import json, sys\nfor text in json.load(sys.stdin): compile(text, "composed.py", "exec")';
    const { stderr, status } = spawnSync('python3', ['-c', program], {
      input: JSON.stringify(programs),
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, '']);
  });
});
