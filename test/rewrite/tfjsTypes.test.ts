import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { binOf } from '../../build/checks';
import { inProject } from '../../build/projectPaths';
import { idOf } from '../../extension/rewrite/activationNames';
import { activations } from '../../kernels/activations';
import { defineOwnActivations } from '../support/ownActivations';
import { swapRelu } from './support/tfjsPrograms';

/** The TypeScript compiler's own word on what a swap writes into a strict program. */

const program = `import * as tf from '@tensorflow/tfjs';

export const model = tf.sequential({
  layers: [tf.layers.dense({ units: 3, activation: 'relu', inputShape: [2] }), tf.layers.dense({ units: 1 })],
});
`;
const operation = `import * as tf from '@tensorflow/tfjs';

export function block(x: tf.Tensor4D, w: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => tf.relu(tf.conv2d(x, w, 1, 'same')));
}
`;

const cache = inProject('.cache');
mkdirSync(cache, { recursive: true });
/** Inside the project, where the packages are found. */
const folder = mkdtempSync(path.join(cache, 'types-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('accepts every target, as an operation and as the activation of a layer', async () => {
  const union = "export * from '@tensorflow/tfjs-core';\nexport * from '@tensorflow/tfjs-layers';\n";
  writeFileSync(path.join(folder, 'tfjs.ts'), union);
  const { plain, trained, awkward } = defineOwnActivations();
  for (const activation of [...activations, plain, trained, awkward]) {
    const { id } = activation;
    const target = idOf(activation);
    for (const [kind, text] of Object.entries({ program, operation })) {
      const swapped = target === 'relu' ? text : await swapRelu(text, target, 'typescript');
      writeFileSync(path.join(folder, `${id}.${kind}.ts`), swapped.replace('@tensorflow/tfjs', './tfjs'));
    }
  }
  const options = { strict: true, noEmit: true, skipLibCheck: true, types: [], target: 'es2022' };
  const compilerOptions = { ...options, module: 'esnext', moduleResolution: 'bundler' };
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  const tsc = spawnSync(process.execPath, [binOf('typescript', 'tsc'), '-p', folder], { encoding: 'utf8' });
  expect(tsc.stdout + tsc.stderr).toBe('');
  expect(tsc.status).toBe(0);
}, 120_000);
