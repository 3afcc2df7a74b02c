import { describe, expect, it } from 'vitest';
import { curveOf, getActivation } from '../../kernels/activations';

const telu = curveOf(getActivation('telu'));

describe('curveOf', () => {
  it('has the landmarks of the paper on TeLU', () => {
    expect(telu.derivative(-1.0788600584646242)).toBeCloseTo(0, 12);
    expect(telu.derivative(-2.06597189615675)).toBeCloseTo(-0.13157003618971583, 15);
    expect(telu.secondDerivative(-2.06597189615675)).toBeCloseTo(0, 12);
    expect(telu.secondDerivative(0.6965639603953724)).toBeCloseTo(0, 12);
  });

  it('keeps the relative accuracy of TeLU’s left tail: f → x·eˣ, f′ → (1 + x)·eˣ', () => {
    for (const x of [-30, -100, -600]) {
      expect(telu.f(x) / (x * Math.exp(x))).toBeCloseTo(1, 12);
      expect(telu.derivative(x) / ((1 + x) * Math.exp(x))).toBeCloseTo(1, 12);
    }
  });

  it('has the quotients |f′|/|TeLU′| of figure 12', () => {
    const quotient = (id: string, x: number) => Math.abs(curveOf(getActivation(id)).derivative(x) / telu.derivative(x));
    expect([quotient('elu', -2), quotient('silu', -2), quotient('gelu', -2), quotient('mish', -2)]).toEqual(
      [1.031, 0.6917, 0.6494, 0.8255].map((value) => expect.closeTo(value, 3)),
    );
    expect(quotient('gelu', -5)).toBeCloseTo(2.65e-4, 6);
  });

  it('takes parameters, and refuses one the activation lacks', () => {
    const xielu = curveOf(getActivation('xielu'), { alphaP: 2 });
    expect([xielu.f(3), xielu.derivative(3), xielu.derivative(0)]).toEqual([19.5, 12.5, 0.5]);
    expect(() => curveOf(getActivation('xielu'), { alpha: 1 })).toThrow(
      'xIELU has no parameter alpha. It has alphaP, alphaN, beta.',
    );
    expect(() => curveOf(getActivation('relu'), { alpha: 1 })).toThrow('ReLU has no parameter alpha. It has none.');
  });
});
