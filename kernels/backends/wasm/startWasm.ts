import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import * as tf from '@tensorflow/tfjs-core';
import { type Allocator, guardMemory } from './guardMemory';
import { keepingListeners } from './keepingListeners';
import { withSharedMemory } from './sharedMemory';
import { registerTrainingKernels } from './trainingKernels';
import { WebAssembly } from './webAssembly';

const wasmFile = 'tfjs-backend-wasm-simd.wasm';

/** Makes tfjs's wasm backend the current one, ready to train; throws an error that says why it cannot be. */
export async function startWasm(folder: string): Promise<void> {
  const binary = await readBinary(join(folder, wasmFile));
  // Handed over by "fetch", since what tfjs reads itself is the file as it is.
  setWasmPaths(folder.endsWith(sep) ? folder : folder + sep, true);
  registerTrainingKernels();
  const start = () => keepingListeners(() => tf.setBackend('wasm'));
  if (!(await fetching(withSharedMemory(binary) ?? binary, start))) {
    throw new Error('tfjs could not initialise it. Its own message stands in the kernel log.');
  }
  guardMemory((tf.backend() as unknown as { wasm: Allocator }).wasm);
}

/** Checked here: tfjs answers a bad file with noise on stderr and no reason. */
async function readBinary(path: string): Promise<Uint8Array> {
  const binary = await readFile(path).catch((error: Error) => {
    throw new Error(`${path} cannot be read (${error.message}). Build or install Activation Lab again.`);
  });
  if (WebAssembly.validate(new Uint8Array(binary))) return binary;
  throw new Error(`${path} is damaged, or this Node.js does not run SIMD. Build or install Activation Lab again.`);
}

/** Answers whatever tfjs fetches meanwhile with the binary. */
async function fetching<T>(binary: Uint8Array, start: () => Promise<T>): Promise<T> {
  const environment = tf.env();
  const { platform } = environment;
  const response = { ok: true, arrayBuffer: async () => Uint8Array.from(binary).buffer };
  environment.platform = Object.assign(Object.create(platform), { fetch: async () => response });
  try {
    return await start();
  } finally {
    environment.platform = platform;
  }
}
