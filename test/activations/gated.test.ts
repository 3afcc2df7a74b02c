import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { curveOf, findGatedActivation, gatedActivations, getGatedActivation } from '../../kernels/activations';
import { gatedCollection, generateIndex } from '../../kernels/activations/generateIndex';

const folder = join(__dirname, '../../kernels/activations/gated');

describe('the gated activations', () => {
  it('have an index made from their files', async () => {
    const ids = readdirSync(folder)
      .map((name) => basename(name, '.ts'))
      .filter((name) => name !== 'index');
    await expect(generateIndex(ids, gatedCollection)).toMatchFileSnapshot(join(folder, 'index.ts'));
    expect(gatedActivations.map(({ id }) => id)).toEqual(ids);
  });

  it.each(gatedActivations)('$title has its golden values', ({ gate, golden }) => {
    const { f, derivative } = curveOf(gate);
    expect(golden.length).toBeGreaterThan(2);
    for (const [at, value, product, byGate, byValue] of golden) {
      expect(f(at) * value).toBeCloseTo(product, 14);
      expect(derivative(at) * value).toBeCloseTo(byGate, 14);
      expect(f(at)).toBeCloseTo(byValue, 14);
    }
  });

  it('are found as people write them', () => {
    expect(findGatedActivation('Swi-GLU')?.id).toBe('swiglu');
    expect(findGatedActivation('telu')).toBeUndefined();
    expect(() => getGatedActivation('silu')).toThrow(
      'There is no gated activation "silu". swiglu is gated by it. Known are: geglu, reglu, swiglu.',
    );
  });
});
