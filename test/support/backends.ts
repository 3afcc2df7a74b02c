import '@tensorflow/tfjs-backend-cpu';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import { registerActivations } from '../../kernels/backends/registerActivations';
import { startWasm } from '../../kernels/backends/wasm/startWasm';

/** Where npm puts tfjs's wasm files; the built extension carries a copy. */
export const wasmFolder = join(
  dirname(createRequire(__filename).resolve('@tensorflow/tfjs-backend-wasm/package.json')),
  'wasm-out',
);

/** The backends that every operation is held to, by the same suite. */
export const backends = ['cpu', 'wasm'] as const;

let wasmStarted: Promise<void> | undefined;

/** Makes it tfjs's current one, with our kernels, as the notebook kernel starts it. */
export async function useBackend(name: (typeof backends)[number]): Promise<void> {
  registerActivations();
  if (name === 'wasm') {
    wasmStarted ??= startWasm(wasmFolder);
    await wasmStarted;
  }
  if (!(await tf.setBackend(name))) throw new Error(`The ${name} backend did not start.`);
}
