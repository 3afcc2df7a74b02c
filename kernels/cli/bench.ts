/** `npm run bench -- ops` or `-- training`: measures on the embedded backend, in this process. */
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { startBackend } from '../backends/start';
import { benchGpu } from './benchGpu';
import { benchOps } from './benchOps';
import { benchTraining } from './benchTraining';

const benchmarks = new Map([
  ['ops', benchOps],
  ['training', benchTraining],
]);

async function main(name = 'ops'): Promise<void> {
  if (name === 'gpu') return benchGpu();
  const benchmark = benchmarks.get(name);
  if (!benchmark) throw new Error(`There is no benchmark "${name}". Say ${[...benchmarks.keys()].join(' or ')}.`);
  const tfjsWasm = createRequire(__filename).resolve('@tensorflow/tfjs-backend-wasm/package.json');
  await startBackend({ wasmFolder: join(dirname(tfjsWasm), 'wasm-out'), provider: 'bundled' });
  await benchmark();
}

main(process.argv[2])
  // Dawn's threads outlive an event loop that has run dry.
  .then(() => process.exit())
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
