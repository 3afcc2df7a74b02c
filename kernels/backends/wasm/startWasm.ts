import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type Allocator, guardMemory } from './guardMemory';
import { keepingListeners } from './keepingListeners';
import { registerTrainingKernels } from './trainingKernels';
import { WebAssembly } from './webAssembly';

/** tfjs's own threads exist only in browsers, and slow small networks down when brought to Node: one thread, SIMD. */
const wasmFile = 'tfjs-backend-wasm-simd.wasm';

/** Makes tfjs's wasm backend the current one, ready to train; throws an error that says why it cannot be. */
export async function startWasm(folder: string): Promise<void> {
  await checkBinary(join(folder, wasmFile));
  setWasmPaths(folder.endsWith(sep) ? folder : folder + sep);
  registerTrainingKernels();
  if (!(await keepingListeners(() => tf.setBackend('wasm')))) {
    throw new Error('tfjs could not initialise it. Its own message stands in the kernel log.');
  }
  guardMemory((tf.backend() as unknown as { wasm: Allocator }).wasm);
}

/** Looked at first: tfjs answers a bad file with noise on stderr and no reason. */
async function checkBinary(path: string): Promise<void> {
  const binary = await readFile(path).catch((error: Error) => {
    throw new Error(`${path} cannot be read (${error.message}). Build or install Activation Lab again.`);
  });
  if (WebAssembly.validate(new Uint8Array(binary))) return;
  throw new Error(`${path} is damaged, or this Node.js does not run SIMD. Build or install Activation Lab again.`);
}
