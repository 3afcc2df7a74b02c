import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { copyGrammars } from './grammarFiles';
import { inProject } from './projectPaths';

/** The programs of `activation-lab NAME`: each is one file that exports a `Subcommand`. */
const subcommands = {
  describe: 'kernels/cli/describe.ts',
  'install-kernelspec': 'kernels/cli/installKernelspec.ts',
  kernel: 'kernels/cli/kernel.ts',
  run: 'kernels/cli/run.ts',
  swap: 'extension/rewrite/cli/swap.ts',
};

/** Builds dist/cli: the dispatcher and beside it one program for each subcommand. */
export async function buildCli(): Promise<void> {
  const outdir = inProject('dist', 'cli');
  // The dispatcher offers what it finds there.
  await rm(outdir, { recursive: true, force: true });
  await copyGrammars();
  await build({
    entryPoints: { 'activation-lab': 'kernels/cli/activationLab.ts', ...subcommands },
    absWorkingDir: inProject(),
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    // Packages written as modules ask where they stand, which a bundle in CommonJS says otherwise.
    define: { 'import.meta.url': 'importMetaUrl' },
    banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
    logLevel: 'warning',
  });
}
