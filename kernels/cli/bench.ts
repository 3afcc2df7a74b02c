/** `npm run bench -- ops` or `-- training`: measures on the embedded backend, and beside PyTorch when asked. */

import { readArguments, usage } from './bench/arguments';
import { benchOps } from './bench/benchOps';
import { benchTraining } from './bench/benchTraining';
import { benchGpu } from './benchGpu';

async function main(): Promise<void> {
  if (process.argv[2] === 'gpu') return benchGpu();
  const options = readArguments(process.argv.slice(2));
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`);
    process.exitCode = 2;
  } else await (options.benchmark === 'ops' ? benchOps(options) : benchTraining(options));
}

main()
  // Dawn's threads outlive an event loop that has run dry.
  .then(() => process.exit())
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
