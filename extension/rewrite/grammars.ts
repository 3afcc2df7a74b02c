import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Language, type Node, Parser } from '@vscode/tree-sitter-wasm';
import type { RewriteLanguage, Source } from './source';

/** A parsed text. Its nodes live in WebAssembly memory and die with the callback of `withTree`. */
export interface SourceTree extends Source {
  readonly root: Node;
}

export interface Parsers {
  /** Parses, hands the tree to `use` and frees it: a forgotten tree is memory that no garbage collector sees. */
  withTree<Result>(source: Source, use: (tree: SourceTree) => Result): Promise<Result>;
}

/** The tsx grammar reads JavaScript too; plain TypeScript alone has `<T>x` casts, which tsx takes for an element. */
const grammarOf = new Map<RewriteLanguage, string>([
  ['python', 'python'],
  ['typescript', 'typescript'],
  ['typescriptreact', 'tsx'],
  ['javascript', 'tsx'],
  ['javascriptreact', 'tsx'],
]);

/** The files that must stand in the grammar folder; the build copies them from `@vscode/tree-sitter-wasm/wasm`. */
export const grammarFiles: readonly string[] = [
  'tree-sitter.wasm',
  ...[...new Set(grammarOf.values())].map((name) => `tree-sitter-${name}.wasm`),
];

/** Nothing is read before the first text is parsed. */
export function loadParsers(grammarFolder: string): Parsers {
  let runtime: Promise<void> | undefined;
  const parsers = new Map<string, Promise<Parser>>();

  async function createParser(grammar: string): Promise<Parser> {
    runtime ??= Parser.init({ locateFile: (file) => path.join(grammarFolder, file) });
    await runtime;
    const bytes = await readFile(path.join(grammarFolder, `tree-sitter-${grammar}.wasm`));
    return new Parser().setLanguage(await Language.load(bytes));
  }

  function parserFor(language: RewriteLanguage): Promise<Parser> {
    const grammar = grammarOf.get(language) ?? language;
    const parser = parsers.get(grammar) ?? createParser(grammar);
    parsers.set(grammar, parser);
    return parser;
  }

  return {
    async withTree(source, use) {
      const parser = await parserFor(source.language);
      const tree = parser.parse(source.text);
      if (!tree) {
        throw new Error(`The ${source.language} text could not be parsed: the parser has no grammar.`);
      }
      try {
        return use({ ...source, root: tree.rootNode });
      } finally {
        tree.delete();
      }
    },
  };
}
