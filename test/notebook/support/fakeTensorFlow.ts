import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './cli';
import { type Files, writeFiles } from './testKernel';

/** What tfjs-node is made of, as far as these tests need it. */
const parts = ['tfjs-core', 'tfjs-layers', 'tfjs-backend-cpu'];

/**
 * Like tfjs-node: the parts in one module, found by their names, and a backend whose kernels are the cpu backend's.
 * `firstUse` is when that one would print its advice to install tfjs-node.
 */
const program = `
  const core = require('@tensorflow/tfjs-core');
  const { MathBackendCPU } = require('@tensorflow/tfjs-backend-cpu');
  module.exports = { ...core, ...require('@tensorflow/tfjs-layers') };
  for (const kernel of core.getKernelsForBackend('cpu')) core.registerKernel({ ...kernel, backendName: 'tensorflow' });
  core.registerBackend('tensorflow', () => Object.assign(new MathBackendCPU(), { firstUse: false }), 3);
  core.setBackend('tensorflow');
`;

interface Place {
  /** Where the package lies; beside the notebook when absent. */
  at?: string;
  /** Runs in the package after everything else. */
  also?: string;
}

/** Installs a stand-in for @tensorflow/tfjs-node, with its parts, in a folder. */
export function installFakeTensorFlow(folder: string, { at, also = '' }: Place = {}): string {
  const scope = join('node_modules', '@tensorflow');
  mkdirSync(join(folder, scope), { recursive: true });
  for (const part of parts) symlinkSync(join(root, scope, part), join(folder, scope, part), 'junction');
  const place = at ?? join(scope, 'tfjs-node');
  const files: Files = {
    [join(place, 'package.json')]: '{ "name": "@tensorflow/tfjs-node", "version": "4.22.0", "main": "dist/index.js" }',
    [join(place, 'dist', 'index.js')]: program + also,
  };
  writeFiles(folder, files);
  return join(folder, place);
}
