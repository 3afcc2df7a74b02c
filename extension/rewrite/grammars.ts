import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { Language, type Node, Parser, type Tree } from '@vscode/tree-sitter-wasm';
import type { RewriteLanguage, Source } from './source';

/** A parsed text. Its nodes live in WebAssembly memory and must not leave the callback of `withTree`. */
export interface SourceTree extends Source {
  readonly root: Node;
}

export interface Parsers {
  /**
   * Parses and hands the tree to `use`. A forgotten tree is memory that no garbage collector sees: of each grammar the
   * last one is kept, since bulb, hover and diagnostics ask about the same text one after the other, and all others go.
   */
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
  const parsers = new Map<string, Promise<TextParser>>();

  async function createParser(grammar: string): Promise<TextParser> {
    runtime ??= Parser.init({ locateFile: (file) => path.join(grammarFolder, file) });
    await runtime;
    const bytes = await readFile(path.join(grammarFolder, `tree-sitter-${grammar}.wasm`));
    return new TextParser(new Parser().setLanguage(await Language.load(bytes)));
  }

  function parserFor(language: RewriteLanguage): Promise<TextParser> {
    const grammar = grammarOf.get(language) ?? language;
    const parser = parsers.get(grammar) ?? createParser(grammar);
    parsers.set(grammar, parser);
    return parser;
  }

  return {
    async withTree(source, use) {
      const parser = await parserFor(source.language);
      return use({ ...source, root: parser.rootOf(source) });
    },
  };
}

/** A parser with the tree of the text that it read last. */
class TextParser {
  #last: { readonly text: string; readonly tree: Tree } | undefined;

  constructor(private readonly parser: Parser) {}

  /** Valid until the next call. */
  rootOf({ text, language }: Source): Node {
    if (this.#last?.text !== text) {
      const tree = this.parser.parse(text);
      if (!tree) {
        throw new Error(`The ${language} text could not be parsed: the parser has no grammar.`);
      }
      this.#last?.tree.delete();
      this.#last = { text, tree };
    }
    return this.#last.tree.rootNode;
  }
}
