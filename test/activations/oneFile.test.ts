import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateIndex } from '../../kernels/activations/generateIndex';
import { useBackend } from '../support/backends';
import { slopeAt, valuesOf } from '../support/tensors';

/** Squareplus (Barron, 2021): (x + √(x² + 4))/2. */
const newFile = `
import { add, mul, sqrt, square, x } from '../../expression/build';
import type { Activation } from '../activation';

export const squareplus: Activation = {
  id: 'squareplus',
  title: 'Squareplus',
  reference: { text: 'Barron, Squareplus: A Softplus-Like Algebraic Rectifier, 2021', url: 'https://arxiv.org/abs/2112.11687' },
  summary: 'Softplus without a transcendental function.',
  forward: mul(0.5, add(x, sqrt(add(square(x), 4)))),
  parameters: [],
  limits: { left: 0, right: Infinity },
  golden: [[0, 1, 0.5]],
};
`;

const kernels = join(__dirname, '../../kernels');
const cache = join(__dirname, '../../.cache');
mkdirSync(cache, { recursive: true });
const copy = mkdtempSync(join(cache, 'one-file-'));
const load = <Module>(path: string): Promise<Module> => import(/* @vite-ignore */ pathToFileURL(join(copy, path)).href);

/** One file, and the index that `vitest -u` regenerates: nothing else is touched. */
beforeAll(async () => {
  for (const room of ['expression', 'activations', 'codegen', 'backends', 'tfjs', 'lab']) {
    cpSync(join(kernels, room), join(copy, room), {
      recursive: true,
      filter: (path) => !path.endsWith('tsconfig.json'),
    });
  }
  writeFileSync(join(copy, 'tsconfig.json'), '{}');
  const catalogue = join(copy, 'activations/catalogue');
  writeFileSync(join(catalogue, 'squareplus.ts'), newFile);
  const ids = readdirSync(catalogue)
    .map((name) => basename(name, '.ts'))
    .filter((id) => id !== 'index');
  writeFileSync(join(catalogue, 'index.ts'), generateIndex(ids));
  await useBackend('wasm');
});
afterAll(() => rmSync(copy, { recursive: true, force: true }));

describe('an activation that is one new file', () => {
  it('is found by name, with a look of its own', async () => {
    const { getActivation, lineStyleOf } =
      await load<typeof import('../../kernels/activations')>('activations/index.ts');
    expect(getActivation('Square-Plus').title).toBe('Squareplus');
    expect(lineStyleOf('squareplus')).not.toEqual(lineStyleOf('softplus'));
  });

  it('is an operation with a gradient, and a name in tfjs layers', async () => {
    const { op } = await load<typeof import('../../kernels/tfjs')>('tfjs/index.ts');
    expect(valuesOf(op('squareplus')([0, 1.5]))).toEqual(new Float32Array([1, 2]));
    expect(slopeAt(op('squareplus'), [0])[0]).toBeCloseTo(0.5, 6);
    const layer = layers.dense({ units: 1, kernelInitializer: 'ones', activation: 'squareplus' as 'relu' });
    expect(valuesOf(layer.apply(tf.tensor2d([[1.5]])) as tf.Tensor)[0]).toBeCloseTo(2, 6);
  });

  it('is drawn', async () => {
    const { derivativesFigure } =
      await load<typeof import('../../kernels/lab/plot/derivatives')>('lab/plot/derivatives.ts');
    expect(derivativesFigure(['squareplus']).text).toContain('Squareplus: f′(−3) = 0.0840');
  });

  it('is benchmarked', async () => {
    const { bench } = await load<typeof import('../../kernels/lab/bench')>('lab/bench.ts');
    const { rows } = await bench({ activations: ['squareplus'], size: 8, repetitions: 1 });
    expect(rows.map(({ activation }) => activation)).toEqual(['squareplus', 'squareplus']);
  });

  it('is documented', async () => {
    const { catalogueDocument } =
      await load<typeof import('../../kernels/codegen/catalogueDocument')>('codegen/catalogueDocument.ts');
    const { allActivations } = await load<typeof import('../../kernels/activations')>('activations/index.ts');
    const document = catalogueDocument(allActivations(), []);
    expect(document).toContain('f(x) = \\frac{1}{2} (x + \\sqrt{x^2 + 4})');
    expect(document.split('\n').length).toBeGreaterThan(
      readFileSync(join(kernels, 'activations/README.md'), 'utf8').split('\n').length - 10,
    );
  });

  // The compute kernels of each backend and the swaps of each framework join here, one test each.
});
