import { describe, expect, it } from 'vitest';
import { getActivation } from '../../kernels/activations';
import { latexOf } from '../../kernels/codegen/latex/latex';
import * as e from '../../kernels/expression';

const { add, div, exp, mul, neg, parameter, power, sub, x } = e;

describe('latexOf', () => {
  it.each<[string, e.Expression, string]>([
    ['a product', mul(x, e.tanh(exp(x))), 'x \\tanh(e^x)'],
    ['a sum in a product', mul(add(1, x), sub(x, 2)), '(1 + x) (x - 2)'],
    ['a difference of differences', sub(x, sub(1, exp(x))), 'x - (1 - e^x)'],
    ['a sum with a negative end', add(x, mul(-2, exp(x))), 'x - 2e^x'],
    ['an exponent of more than one sign', exp(mul(-0.5, e.square(x))), 'e^{-\\frac{x^2}{2}}'],
    ['powers of functions', e.square(e.tanh(x)), '\\tanh^2(x)'],
    ['a power of eˣ', power(exp(x), 3), 'e^{3x}'],
    ['a power of a sum', power(add(x, 1), 3), '(x + 1)^3'],
    ['a negative power', power(add(x, 1), -2), '\\frac{1}{(x + 1)^2}'],
    ['a root', e.sqrt(add(1, e.square(x))), '\\sqrt{1 + x^2}'],
    ['a half of many', mul(0.5, x, add(1, e.erf(x))), '\\frac{1}{2} x(1 + \\operatorname{erf}(x))'],
    ['a fraction with a single factor', mul(1 / Math.PI, e.atan(x)), '\\frac{\\arctan(x)}{\\pi}'],
    ['a fraction over a fraction', div(1 / Math.PI, add(1, e.square(x))), '\\frac{1}{\\pi(1 + x^2)}'],
    ['tall arguments', e.tanh(div(x, add(1, x))), '\\tanh\\left(\\frac{x}{1 + x}\\right)'],
    ['stable primitives by what they mean', add(e.log1p(exp(x)), e.expm1(x)), '\\ln(1 + e^x) + e^x - 1'],
    ['softplus and absolute values', mul(e.softplus(x), e.abs(x)), '\\ln(1 + e^x) \\lvert x \\rvert'],
    ['bounds', e.min(e.max(x, 0), 6), '\\min(\\max(x, 0), 6)'],
    ['numbers', mul(1.702, neg(add(x, 1e-7))), '-1.702(x + 10^{-7})'],
    ['numbers side by side', mul(3, power(2, x)), '3 \\cdot 2^x'],
    ['a long constant', mul(1.0507009873554805, exp(x)), '1.0507 e^x'],
    ['greek parameters', mul(parameter('alphaP'), parameter('beta'), x), '\\alpha_p \\beta x'],
    ['other parameters', mul(parameter('k'), parameter('rate'), parameter('a2')), 'k \\mathrm{rate} a_2'],
    [
      'cases of where',
      e.where(sub(x, 1), x, e.where(x, 1, 0)),
      '\\begin{cases} x & \\text{if } x > 1 \\\\ 1 & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}',
    ],
    [
      'a test that is no line',
      e.where(sub(e.square(x), 2), x, 0),
      '\\begin{cases} x & \\text{if } x^2 > 2 \\\\ 0 & \\text{otherwise} \\end{cases}',
    ],
    ['a step of such', mul(x, e.step(sub(e.square(x), 2))), 'x \\mathbf{1}_{x^2 > 2}'],
  ])('writes %s', (_, expression, latex) => {
    expect(latexOf(expression)).toBe(latex);
  });

  it('writes a table as the integral that it is', () => {
    const { expression } = e.integrate(mul(e.sigmoid(x), e.tanh(x)));
    expect(latexOf(expression)).toBe('\\int_0^x \\sigma(t) \\tanh(t)\\,\\mathrm{d}t');
  });

  it.each([
    ['telu', 'x \\tanh(e^x)', '\\tanh(e^x) + x e^x(1 - \\tanh^2(e^x))'],
    ['mish', 'x \\tanh(\\ln(1 + e^x))', '\\tanh(\\ln(1 + e^x)) + x \\sigma(x) (1 - \\tanh^2(\\ln(1 + e^x)))'],
    [
      'gelu',
      '\\frac{1}{2} x \\left(1 + \\operatorname{erf}\\left(\\frac{x}{\\sqrt{2}}\\right)\\right)',
      '\\frac{1}{2} \\left(1 + \\operatorname{erf}\\left(\\frac{x}{\\sqrt{2}}\\right)\\right) + \\frac{1}{\\sqrt{2\\pi}} x e^{-\\frac{x^2}{2}}',
    ],
    ['relu', '\\max(x, 0)', '\\begin{cases} 1 & \\text{if } x > 0 \\\\ 0 & \\text{otherwise} \\end{cases}'],
    [
      'xielu',
      '\\begin{cases} \\alpha_p x^2 + \\beta x & \\text{if } x > 0 \\\\ \\alpha_n(e^x - 1 - x) + \\beta x & \\text{otherwise} \\end{cases}',
      '\\begin{cases} 2\\alpha_p x + \\beta & \\text{if } x > 0 \\\\ \\alpha_n(e^x - 1) + \\beta & \\text{otherwise} \\end{cases}',
    ],
    [
      'leakyRelu',
      '\\begin{cases} x & \\text{if } x > 0 \\\\ a x & \\text{otherwise} \\end{cases}',
      '\\begin{cases} 1 & \\text{if } x > 0 \\\\ a & \\text{otherwise} \\end{cases}',
    ],
  ])('writes %s and its derivative as its paper does', (id, f, slope) => {
    const { definition, forward, parameters } = getActivation(id);
    const symbols = Object.fromEntries(parameters.map(({ name, symbol }) => [name, symbol]));
    const formula = definition ?? forward;
    expect(latexOf(formula, symbols)).toBe(f);
    expect(latexOf(e.derivativeOf(formula, 'x'), symbols)).toBe(slope);
  });
});
