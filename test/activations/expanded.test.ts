import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { getActivation } from '../../kernels/activations';
import { evaluatorOf } from '../../kernels/expression/evaluator';
import { op } from '../../kernels/tfjs';
import { backends, useBackend } from '../support/backends';
import { slopeAt, valuesOf } from '../support/tensors';

const names = ['xsilu', 'xgelu', 'xatlu'] as const;
/** Beside the start, 0: both ends of the slider, and −1, where the growth on the right is gone. */
const alphas = [0, -0.5, 1, -1];

/** The limit of x·(g·(1 + 2α) − α), without adding 0 to what only the tail leaves. */
function limitOf(name: string, side: -1 | 1, alpha: number): number {
  const gain = side < 0 ? alpha : 1 + alpha;
  if (gain !== 0) return gain * Number.POSITIVE_INFINITY;
  return name === 'xatlu' ? -(1 + 2 * alpha) / Math.PI : 0;
}

describe.each(names)('%s', (name) => {
  it.each(alphas)('has its limits at ±∞ for α = %d', (alpha) => {
    const f = evaluatorOf(getActivation(name).forward);
    for (const side of [-1, 1] as const) {
      const expected = limitOf(name, side, alpha);
      const value = f(side * Number.POSITIVE_INFINITY, { alpha });
      if (Number.isFinite(expected)) expect(value).toBeCloseTo(expected, 12);
      else expect(value).toBe(expected);
    }
  });

  it('is what the paper writes, whatever α is', () => {
    const { forward, definition = forward } = getActivation(name);
    for (const alpha of alphas) {
      for (const x of [-30, -2, -0.1, 0, 0.1, 2, 30]) {
        expect(evaluatorOf(forward)(x, { alpha })).toBeCloseTo(evaluatorOf(definition)(x, { alpha }), 12);
      }
    }
  });

  describe.each(backends)('on %s', (backend) => {
    beforeAll(() => useBackend(backend));

    it('is no NaN at ±∞ for an α that is given at run time', () => {
      for (const alpha of alphas) {
        const apply = op(name, { alpha: tf.scalar(alpha) });
        const ends = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
        expect([...valuesOf(apply(ends)), ...slopeAt(apply, ends)]).not.toContain(Number.NaN);
      }
    });

    it('lets α leave 0', () => {
      const gradient = tf.grad((alpha) => tf.sum(op(name, { alpha })([-3, 2])))(tf.scalar(0));
      const g = (x: number) => evaluatorOf(getActivation(name).forward)(x, { alpha: 0 }) / x;
      expect(valuesOf(gradient)[0]).toBeCloseTo(-3 * (2 * g(-3) - 1) + 2 * (2 * g(2) - 1), 4);
    });
  });
});
