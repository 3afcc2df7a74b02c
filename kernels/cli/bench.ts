/** `npm run bench -- ops` or `-- training`: measures on the embedded backend, and beside PyTorch when asked. */
import { readArguments, usage } from './bench/arguments';
import { benchOps } from './bench/benchOps';
import { benchTraining } from './bench/benchTraining';

async function main(): Promise<void> {
  const options = readArguments(process.argv.slice(2));
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`);
    process.exitCode = 2;
  } else await (options.benchmark === 'ops' ? benchOps(options) : benchTraining(options));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
