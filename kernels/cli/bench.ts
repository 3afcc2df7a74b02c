/** `npm run bench -- <name>`: what this product measures of itself, and beside its peers when asked. */
import { type BenchArguments, readArguments, usage } from './bench/arguments';
import { benchGpu } from './bench/benchGpu';
import { benchKernels } from './bench/benchKernels';
import { benchLanguage } from './bench/benchLanguage';
import { benchNotebook } from './bench/benchNotebook';
import { benchOps } from './bench/benchOps';
import { benchTraining } from './bench/benchTraining';

/** Benchmarks that take no options. */
const plain = new Map<string, () => Promise<void> | void>([
  ['notebook', benchNotebook],
  ['language', benchLanguage],
  ['gpu', benchGpu],
]);

async function main([name = 'ops', ...rest]: string[]): Promise<void> {
  if (name === 'notebook' && rest.join() === '--peers') return benchKernels();
  const run = plain.get(name);
  if (run && rest.length === 0) return run();
  const options: BenchArguments | string = run
    ? `${name} takes no options${name === 'notebook' ? ' but --peers' : ''}.`
    : readArguments([name, ...rest]);
  if (typeof options === 'string') {
    console.error(`${options}\n\n${usage}`);
    process.exitCode = 2;
  } else await (options.benchmark === 'ops' ? benchOps(options) : benchTraining(options));
}

main(process.argv.slice(2))
  // Dawn's threads outlive an event loop that has run dry.
  .then(() => process.exit())
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  });
