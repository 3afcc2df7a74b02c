import * as tf from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { wasmOps } from '../../kernels/tfjs/wasmOps';
import { useBackend } from '../support/backends';
import { valuesOf } from '../support/tensors';

describe('the faster ways on wasm', () => {
  beforeAll(() => useBackend('wasm'));

  it.each([
    ['exp', wasmOps.exp, Math.exp, -87, 88.7, 7e-7],
    ['expm1', wasmOps.expm1OfNonPositive, Math.expm1, -90, 0, 2e-7],
    ['expm1 near 0', wasmOps.expm1OfNonPositive, Math.expm1, -1e-6, 0, 2e-7],
    ['tanh', wasmOps.tanh, Math.tanh, -20, 20, 2e-7],
    ['tanh of z ≥ 0', wasmOps.tanhOfNonNegative, Math.tanh, 0, 20, 2e-7],
    ['tanh near 0', wasmOps.tanhOfNonNegative, Math.tanh, 0, 1e-6, 2e-7],
  ])('have a small relative error: %s', (_, fast, exact, low, high, tolerance) => {
    const x = Float32Array.from({ length: 50_001 }, (_, i) => low + ((high - low) * i) / 50_000).filter((v) => v !== 0);
    const values = valuesOf(fast(tf.tensor1d(x)));
    const errors = x.map((v, i) => Math.abs((values[i] ?? Number.NaN) / exact(v) - 1));
    expect(Math.max(...errors.subarray(0, 25_000), ...errors.subarray(25_000))).toBeLessThan(tolerance);
  });

  it('overflow and underflow where float32 does', () => {
    const x = tf.tensor1d([-3.4e38, -200, -104.5, -95, 89, 3.4e38]);
    const [far, low, gone, subnormal, high, huge] = valuesOf(wasmOps.exp(x));
    expect([far, low, gone, high, huge]).toEqual([0, 0, 0, Infinity, Infinity]);
    expect((subnormal ?? 0) / Math.exp(-95)).toBeCloseTo(1, 2);
  });
});
