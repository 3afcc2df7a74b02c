import path from 'node:path';
import { install } from '../../kernels/backends/tensorflow/install/install';
import { pythonRecipe } from '../../kernels/backends/tensorflow/install/pythonRecipe';
import { readInstalls, rootOf } from '../../kernels/backends/tensorflow/managed';
import { probe } from '../../kernels/backends/tensorflow/probe';
import type { PythonTensorFlow } from '../../kernels/backends/tensorflow/pythonTensorFlow';
import { beginStep } from '../progress.mjs';

/** tfjs-node with its binding built against that TensorFlow, by the code that users install it with; built once. */
export async function prepareBinding(tensorflow: PythonTensorFlow, cache: string): Promise<string> {
  const managed = path.join(cache, 'tensorflow');
  const known = (await readInstalls(managed)).find(({ python }) => python === tensorflow.folder);
  if (known && (await probe(rootOf(managed, known))).works) return rootOf(managed, known);
  const step = beginStep('Building tfjs-node for it');
  let said = '';
  try {
    const installed = await install(pythonRecipe(tensorflow), {
      managed,
      signal: new AbortController().signal,
      probe: (root) => probe(root),
      onProgress: (phase, bytes) => step.update(phase === 'trying' ? 'trying it' : `${Math.round(bytes / 1e6)} MB`),
      onOutput: (text) => {
        said += text;
      },
    });
    step.done();
    return rootOf(managed, installed);
  } catch (error) {
    step.fail();
    throw new Error(`${error instanceof Error ? error.message : error}\n${said.slice(-3000)}`);
  }
}
