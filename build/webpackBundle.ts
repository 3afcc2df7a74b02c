import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import webpack from 'webpack';
import { grammarFiles } from '../extension/rewrite/grammars';
import configurations from '../webpack.config.mjs';
import { inProject } from './projectPaths';

/** Bundles the extension and the webviews as webpack.config.mts says. */
export async function buildEditor(): Promise<void> {
  await copyGrammars(inProject('dist', 'extension', 'grammars'));
  const compiler = webpack(configurations);
  const stats = await new Promise<webpack.MultiStats>((resolve, reject) => {
    compiler.run((error, result) => (result ? resolve(result) : reject(error ?? new Error('webpack gave no result'))));
  });
  await new Promise<void>((resolve, reject) => compiler.close((error) => (error ? reject(error) : resolve())));
  if (stats.hasErrors()) throw new Error(stats.toString({ preset: 'errors-only', colors: false }));
  if (stats.hasWarnings()) console.log(stats.toString({ preset: 'errors-warnings', colors: false }));
}

/** The three grammars that swaps read, and their runtime; the package holds fifty. */
async function copyGrammars(target: string): Promise<void> {
  const source = path.dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm/package.json'));
  await mkdir(target, { recursive: true });
  await Promise.all(grammarFiles.map((file) => copyFile(path.join(source, 'wasm', file), path.join(target, file))));
}
