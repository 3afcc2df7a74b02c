import { join } from 'node:path';
import { build } from 'esbuild';
import { buildLanguageTypes } from './languageTypes';
import { inProject } from './projectPaths';

/** Builds the language server, TypeScript inside, and the declarations that it serves. */
export async function buildLanguage(outDir: string): Promise<void> {
  await buildLanguageTypes(join(outDir, 'types'));
  await build({
    entryPoints: [inProject('kernels/language/server.ts')],
    outfile: join(outDir, 'server.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    // Nobody reads nine megabytes of TypeScript.
    minify: true,
    logLevel: 'warning',
  });
}
