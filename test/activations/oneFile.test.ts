import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as tf from '@tensorflow/tfjs-core';
import { layers } from '@tensorflow/tfjs-layers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { applyEdits } from '../../extension/rewrite/textEdits';
import { generateIndex } from '../../kernels/activations/generateIndex';
import { installRecordingHost } from '../lab/support/recordingHost';
import { parsers } from '../rewrite/parsers';
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

const project = join(__dirname, '../..');
const cache = join(project, '.cache');
mkdirSync(cache, { recursive: true });
const copy = mkdtempSync(join(cache, 'one-file-'));
const load = <Module>(path: string): Promise<Module> => import(/* @vite-ignore */ pathToFileURL(join(copy, path)).href);

/** One file, and the index that `vitest -u` regenerates: nothing else is touched. */
beforeAll(async () => {
  const kernels = ['expression', 'activations', 'codegen', 'backends', 'tfjs', 'lab'].map((room) => `kernels/${room}`);
  for (const room of [...kernels, 'extension/rewrite', 'webview/derivatives']) {
    cpSync(join(project, room), join(copy, room), {
      recursive: true,
      filter: (path) => !path.endsWith('tsconfig.json'),
    });
  }
  writeFileSync(join(copy, 'tsconfig.json'), '{}');
  const catalogue = join(copy, 'kernels/activations/catalogue');
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
      await load<typeof import('../../kernels/activations')>('kernels/activations/index.ts');
    expect(getActivation('Square-Plus').title).toBe('Squareplus');
    expect(lineStyleOf('squareplus')).not.toEqual(lineStyleOf('softplus'));
  });

  it('is an operation with a gradient, and a name in tfjs layers', async () => {
    const { op } = await load<typeof import('../../kernels/tfjs')>('kernels/tfjs/index.ts');
    expect(valuesOf(op('squareplus')([0, 1.5]))).toEqual(new Float32Array([1, 2]));
    expect(slopeAt(op('squareplus'), [0])[0]).toBeCloseTo(0.5, 6);
    const layer = layers.dense({ units: 1, kernelInitializer: 'ones', activation: 'squareplus' as 'relu' });
    expect(valuesOf(layer.apply(tf.tensor2d([[1.5]])) as tf.Tensor)[0]).toBeCloseTo(2, 6);
  });

  it('is drawn', async () => {
    const { derivativesFigure } = await load<typeof import('../../kernels/lab/plot/derivatives')>(
      'kernels/lab/plot/derivatives.ts',
    );
    expect(derivativesFigure(['squareplus']).text).toContain('Squareplus: f′(−3) = 0.0840');
  });

  it('is benchmarked', async () => {
    const { bench } = await load<typeof import('../../kernels/lab/bench')>('kernels/lab/bench.ts');
    const { rows } = await bench({ activations: ['squareplus'], size: 8, repetitions: 1 });
    expect(rows.map(({ activation }) => activation)).toEqual(['squareplus', 'squareplus']);
  });

  it('is documented', async () => {
    const { catalogueDocument } = await load<typeof import('../../kernels/codegen/catalogueDocument')>(
      'kernels/codegen/catalogueDocument.ts',
    );
    const { allActivations } = await load<typeof import('../../kernels/activations')>('kernels/activations/index.ts');
    const document = catalogueDocument(allActivations(), []);
    expect(document).toContain('f(x) = \\frac{1}{2} (x + \\sqrt{x^2 + 4})');
    expect(document.split('\n').length).toBeGreaterThan(
      readFileSync(join(project, 'kernels/activations/README.md'), 'utf8').split('\n').length - 10,
    );
  });

  it('is computed on wasm by kernels of its own, forward and backward', async () => {
    const { op } = await load<typeof import('../../kernels/tfjs')>('kernels/tfjs/index.ts');
    const squareplus = op('squareplus');
    const x = tf.tensor1d([0, 1.5]);
    const { kernelNames } = await tf.profile(() => tf.grad((at) => squareplus(at))(x));
    expect(kernelNames.join()).toContain('Activation');
    expect(kernelNames).not.toContain('Sqrt');
  });

  it('is a shader', async () => {
    const { forwardShader } = await load<typeof import('../../kernels/codegen/wgsl/forward')>(
      'kernels/codegen/wgsl/forward.ts',
    );
    const { programOf } = await load<typeof import('../../kernels/tfjs/programOf')>('kernels/tfjs/programOf.ts');
    const { getActivation } = await load<typeof import('../../kernels/activations')>('kernels/activations/index.ts');
    const { label, code } = forwardShader(programOf(getActivation('squareplus')), { lanes: 4, storage: 'f32' });
    expect(label).toContain('Squareplus');
    expect(code).toContain('sqrt(');
  });

  it.each([
    ['PyTorch', 'python', 'import torch\nfrom torch import nn\n\nact = nn.ReLU()\n', /class Squareplus\(nn\.Module\)/],
    ['Keras', 'python', 'import keras\n\nact = keras.layers.Activation("relu")\n', /def squareplus\(/],
    ['JAX', 'python', 'import jax\n\n\ndef net(x):\n    return jax.nn.relu(x)\n', /def squareplus\(/],
    [
      'tfjs',
      'typescript',
      "import * as tf from '@tensorflow/tfjs'\nexport const act = (x: tf.Tensor) => tf.relu(x)\n",
      /function squareplus</,
    ],
  ] as const)('is what ReLU can be swapped for in %s', async (_, language, text, expected) => {
    const { planSwap } = await load<typeof import('../../extension/rewrite/edits')>('extension/rewrite/edits.ts');
    const { fileSource } = await load<typeof import('../../extension/rewrite/source')>('extension/rewrite/source.ts');
    const { edits, refusals } = await planSwap(parsers, fileSource(text, language), () => true, 'squareplus');
    expect(refusals).toEqual([]);
    expect(applyEdits(text, edits)).toMatch(expected);
  });

  it('is a choice of the light bulb, and has a picture for the hover', async () => {
    const { activationOf, targetsFor } = await load<typeof import('../../extension/rewrite/activationNames')>(
      'extension/rewrite/activationNames.ts',
    );
    const { curvePlot } = await load<typeof import('../../extension/rewrite/curvePicture')>(
      'extension/rewrite/curvePicture.ts',
    );
    expect(targetsFor('relu')).toContain('squareplus');
    const activation = activationOf('squareplus');
    expect(activation?.summary).toBe('Softplus without a transcendental function.');
    expect(activation && curvePlot(activation, 'dark')).toMatch(/^data:image\/svg/);
  });

  it('is a choice of the derivatives panel, which offers all there are', async () => {
    const { allActivations } = await load<typeof import('../../kernels/activations')>('kernels/activations/index.ts');
    const { sample } = await load<typeof import('../../webview/derivatives/sample')>('webview/derivatives/sample.ts');
    const squareplus = allActivations().find(({ id }) => id === 'squareplus');
    expect(squareplus && sample(squareplus, {}, [0]).slope).toEqual([0.5]);
  });

  it('is described', async () => {
    const host = installRecordingHost();
    const { describe: describeActivation } =
      await load<typeof import('../../kernels/lab/describe')>('kernels/lab/describe.ts');
    describeActivation('squareplus');
    expect(host.displays.map(([bundle]) => bundle?.['text/plain']).join('\n')).toMatch(
      /Squareplus[\s\S]+f′\(0\) +0\.500/,
    );
  });
});
