import { readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { inProject } from '../projectPaths';

/**
 * Bundles a folder of editor tests for the extension host, which runs plain JavaScript alone.
 * Resolves with the file to give to VS Code as extensionTestsPath.
 */
export async function bundleSuite(folder = inProject('test', 'vscode', 'suite')): Promise<string> {
  const outdir = inProject('.cache', 'editor-suite', path.basename(folder));
  // A test that was deleted must not run on from the last bundle.
  await rm(outdir, { recursive: true, force: true });
  const sources = readdirSync(folder).filter((name) => name === 'index.ts' || name.endsWith('.test.ts'));
  await build({
    entryPoints: sources.map((name) => path.join(folder, name)),
    outdir,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'silent',
  });
  return path.join(outdir, 'index.js');
}
