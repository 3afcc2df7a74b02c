import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-layers';
import { beforeAll, describe, expect, it } from 'vitest';
import { activations, curveOf, getActivation } from '../../kernels/activations';
import { op } from '../../kernels/tfjs';
import { backends, useBackend } from '../support/backends';
import { everyExponent, slopeAt, valuesOf } from '../support/tensors';

const near = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100);
const far = [60, 1e3, 1e6, 1e12, 1e18].flatMap((x) => [-x, x]);

describe.each(backends)('on %s', (backend) => {
  beforeAll(() => useBackend(backend));

  describe.each(activations)('$title', (activation) => {
    const activate = op(activation.id);
    const curve = curveOf(activation);

    it('has the value and the slope of the float64 reference', () => {
      for (const at of [near, far]) {
        expectClose(valuesOf(activate(tf.tensor1d(at))), at, curve.f);
        expectClose(slopeAt(activate, at), at, curve.derivative);
      }
    });

    it('is no NaN at any magnitude of float32, nor is its slope', () => {
      expect(valuesOf(activate(tf.tensor1d(everyExponent))).findIndex(Number.isNaN)).toBe(-1);
      expect(slopeAt(activate, everyExponent).findIndex(Number.isNaN)).toBe(-1);
    });

    it('has a curvature: the gradient of its gradient', () => {
      const at = near.filter((x) => Math.abs(x) > 0.005);
      const slope = (x: tf.Tensor) => tf.grad(activate)(x);
      expectClose(slopeAt(slope, at), at, curve.secondDerivative, 2e-5);
    });

    it('leaves no tensor behind', () => {
      const x = tf.tensor2d([[-1, 2]]);
      const before = tf.memory().numTensors;
      activate(x).dispose();
      tf.grad(activate)(x).dispose();
      tf.grad((y) => tf.grad(activate)(y))(x).dispose();
      expect(tf.memory().numTensors).toBe(before);
      x.dispose();
    });
  });

  it('telu has gradient 1 at 100 and at 1e4, where autodiff of its formula has NaN', () => {
    expect([...slopeAt(op('telu'), [100, 1e4])]).toEqual([1, 1]);
    expect([...slopeAt((x) => tf.mul(x, tf.tanh(tf.exp(x))), [100])]).toEqual([Number.NaN]);
  });

  it('telu and gelu keep the digits of their far left tail', () => {
    const tail = [-12, -30, -60, -85];
    for (const [i, slope] of [...slopeAt(op('telu'), tail)].entries()) {
      expect(slope / curveOf(getActivation('telu')).derivative(tail[i] ?? 0)).toBeCloseTo(1, 5);
    }
    expect((slopeAt(op('gelu'), [-9])[0] ?? 0) / curveOf(getActivation('gelu')).derivative(-9)).toBeCloseTo(1, 4);
  });

  it('xielu has slope β at exactly 0, on both zeros', () => {
    expect([...slopeAt(op('xielu'), [0, -0])]).toEqual([0.5, 0.5]);
    expect([...slopeAt(op('xielu', { beta: 0.25 }), [0])]).toEqual([0.25]);
  });

  it('keeps the shape, takes numbers and integers', () => {
    expect(op('telu')(tf.zeros([2, 3, 4])).shape).toEqual([2, 3, 4]);
    expect([...valuesOf(op('relu')([-1, 2]))]).toEqual([0, 2]);
    expect([...valuesOf(op('silu')(tf.tensor1d([0], 'int32')))]).toEqual([0]);
    expect(valuesOf(op('xielu')(tf.scalar(2)))[0]).toBeCloseTo(4.2, 5);
    expect(op('telu')(tf.zeros([0, 3])).shape).toEqual([0, 3]);
  });
});

describe('op', () => {
  it('refuses what it does not know', () => {
    expect(() => op('tellu')).toThrow('Did you mean "telu"?');
    expect(() => op('xielu', { alpha: 1 })).toThrow('xIELU has no parameter alpha.');
    expect(() => op('xielu', { alphaP: tf.ones([3]) })(tf.zeros([3]))).toThrow(
      'The parameter alphaP has the shape [3]: one number for the whole tensor is expected',
    );
  });
});

function expectClose(
  actual: Float32Array,
  at: ArrayLike<number>,
  reference: (x: number) => number,
  tolerance = 2e-6,
): void {
  const worst = Array.from(actual, (value, i) => {
    const exact = reference(at[i] ?? Number.NaN);
    const expected = Math.abs(exact) > 3.5e38 ? Math.sign(exact) * Infinity : exact;
    const error = value === expected ? 0 : Math.abs(value - expected) / Math.max(1, Math.abs(expected));
    return { x: at[i], value, expected, error };
  }).reduce((a, b) => (b.error > a.error || Number.isNaN(b.error) ? b : a));
  expect(worst.error, JSON.stringify(worst)).toBeLessThan(tolerance);
}
