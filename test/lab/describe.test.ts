import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { curveOf, getActivation } from '../../kernels/activations';
import { sigmoid, x } from '../../kernels/expression/build';
import * as lab from '../../kernels/lab';
import { factsOf, meanSquareOf, zeroGradientOf } from '../../kernels/lab/describeFacts';
import { useBackend } from '../support/backends';
import { installRecordingHost, type RecordingHost } from './support/recordingHost';

let host: RecordingHost;
beforeAll(() => useBackend('wasm'));
beforeEach(() => {
  host = installRecordingHost();
});

function shown(type: string): string {
  return host.displays.map(([bundle]) => String(bundle?.[type] ?? '')).join('\n');
}

const factOf = (id: string, fact: string) => factsOf(getActivation(id)).find((row) => row.fact === fact)?.value;

describe('facts', () => {
  it('of TeLU are those of the paper', () => {
    expect(factsOf(getActivation('telu')).map(({ value }) => value)).toEqual([
      '0',
      '0.762',
      '−0.353 at x = −1.08',
      '1.06 at x = 0.697',
      '0',
      '∞',
      'for all x ≤ −104.0',
      '0.529',
    ]);
  });

  it.each([
    ['relu', 0.5],
    ['telu', 0.529],
    ['mish', 0.452],
    ['gelu', 0.425],
    ['silu', 0.356],
    ['elu', 0.645],
    ['logish', 0.194],
    ['smish', 0.158],
    ['reluSquared', 1.5],
    ['xielu', 1.736],
  ])('E[f²] of %s is %d', (id, expected) => {
    expect(meanSquareOf(curveOf(getActivation(id)).f)).toBeCloseTo(expected, 3);
  });

  it.each([
    ['telu', -104],
    ['mish', -104],
    ['elu', -104],
    ['gelu', -14.4],
  ])('%s loses its float32 gradient at about %d', (id, place) => {
    const [, found] = /≤ −([\d.]+)$/.exec(zeroGradientOf(getActivation(id))) ?? [];
    expect(Math.abs(-Number(found) - place)).toBeLessThan(0.1);
  });

  it('say when the gradient is gone at once, or never', () => {
    expect(zeroGradientOf(getActivation('relu'))).toBe('for all x ≤ 0');
    expect(zeroGradientOf(getActivation('xielu'))).toBe('never, going left');
  });

  it('say when there is no minimum and no largest slope', () => {
    expect(factOf('tanh', 'minimum of f')).toBe('−1, its limit');
    expect(factOf('leakyRelu', 'minimum of f')).toBe('none: f falls without bound');
    expect(factOf('reluSquared', 'largest slope')).toBe('none: the slope grows without bound');
    expect(factOf('relu', 'largest slope')).toBe('1');
  });
});

describe('lab.describe', () => {
  it('typesets formula and derivative, and writes them plainly for a terminal', () => {
    lab.describe('telu');
    expect(shown('text/markdown')).toContain('$$\nf(x) = x \\tanh(e^x)\n$$');
    expect(shown('text/plain')).toContain('f(x)  = x·tanh(exp(x))');
    expect(shown('text/plain')).toContain('https://arxiv.org/abs/2412.20269');
    expect(shown('image/svg+xml')).toContain('ReLU');
  });

  it('names parameters with symbol, start, bound', () => {
    lab.describe('xielu');
    expect(shown('text/plain')).toMatch(/αp +alphaP +0\.800 +αp > 0 +with the network/);
    expect(shown('text/plain')).toMatch(/β +beta +0\.500 +none +no, fixed/);
  });

  it('says how each backend of the process computes it, and how exactly', () => {
    lab.describe('TanhExp');
    expect(shown('text/plain')).toMatch(/wasm +\d threads?, SIMD \(in use\) +fused/);
    expect(shown('text/plain')).toMatch(/cpu +present, not in use +fused/);
    expect(shown('text/plain')).toMatch(/value +3\.40/);
  });

  it('describes one that was defined here, without errors nobody measured', () => {
    lab.defineActivation({ id: 'plainGate', forward: sigmoid(x) });
    lab.describe('plainGate');
    expect(shown('text/plain')).toContain('f(x)  = σ(x)');
    expect(shown('text/plain')).toContain('errors were not measured');
  });

  it('describes a gated one by its gate', () => {
    lab.describe('swiglu');
    expect(shown('text/plain')).toContain('f(gate, value) = g(gate)·value');
    expect(shown('text/plain')).toContain('Facts of the gate, SiLU');
  });

  it('lists all without a name, and knows the nearest to a slip', () => {
    lab.describe();
    for (const name of ['telu', 'swiglu']) expect(shown('text/plain')).toContain(name);
    expect(() => lab.describe('tellu')).toThrow('Did you mean "telu"?');
    expect(() => lab.describe('SwiGLUE')).toThrow('Did you mean "swiglu"?');
  });
});
