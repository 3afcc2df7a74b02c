import { copyFile, mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { grammarFiles } from '../extension/rewrite/grammars';
import { inProject } from './projectPaths';

/** The three grammars that swaps read, and their runtime; the package holds fifty. */
export async function copyGrammars(): Promise<void> {
  const source = path.dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm/package.json'));
  const target = inProject('dist', 'extension', 'grammars');
  await mkdir(target, { recursive: true });
  await Promise.all(grammarFiles.map((file) => copyFile(path.join(source, 'wasm', file), path.join(target, file))));
}
