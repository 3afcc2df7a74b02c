import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { activations, getActivation } from '../../kernels/activations';
import { finiteFloats, measureAccuracy } from '../support/accuracy';
import { useBackend } from '../support/backends';

const table = readFileSync(join(__dirname, '../../kernels/backends/accuracy.md'), 'utf8');

/** By title: the errors that the table allows a value and a slope. */
const recorded = new Map(
  table.split('\n').flatMap((line) => {
    const [, title = '', value, , slope] = line.split('|').map((cell) => cell.trim());
    return Number.isFinite(Number(value)) ? [[title, { value: Number(value), slope: Number(slope) }] as const] : [];
  }),
);

/** An engine without relaxed SIMD rounds each product of a sum as well. */
const otherEngine = 1.5;

describe('the table of errors', () => {
  beforeAll(() => useBackend('wasm'));

  it('has a row for each activation', () => {
    expect([...recorded.keys()].sort()).toEqual(activations.map(({ title }) => title).sort());
  });

  it('is what a sample of all float32 numbers keeps to', async () => {
    for (const { id, value, slope } of await measureAccuracy(finiteFloats(150_001))) {
      const allowed = recorded.get(getActivation(id).title);
      expect(value.ulp, `${id} at ${value.x}`).toBeLessThanOrEqual((allowed?.value ?? 0) * otherEngine);
      expect(slope.ulp, `slope of ${id} at ${slope.x}`).toBeLessThanOrEqual((allowed?.slope ?? 0) * otherEngine);
    }
  });

  it('has TeLU within 4 ULP', () => {
    expect(recorded.get('TeLU')?.value).toBeLessThanOrEqual(4);
  });
});
