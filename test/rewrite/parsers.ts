import { createRequire } from 'node:module';
import path from 'node:path';
import { loadParsers } from '../../extension/rewrite/grammars';

/** The grammars as npm installs them, which the build copies beside the extension. */
export const parsers = loadParsers(path.dirname(createRequire(import.meta.url).resolve('@vscode/tree-sitter-wasm')));
