import type { OffsetRange } from './detection';

/** The languages whose text is searched, by VS Code's own identifiers. */
export type RewriteLanguage =
  | 'python'
  | 'typescript'
  | 'typescriptreact'
  | 'javascript'
  | 'javascriptreact'
  | 'json'
  | 'jsonc';

const languages: ReadonlySet<string> = new Set<RewriteLanguage>([
  'python',
  'typescript',
  'typescriptreact',
  'javascript',
  'javascriptreact',
  'json',
  'jsonc',
]);

export function isRewriteLanguage(language: string): language is RewriteLanguage {
  return languages.has(language);
}

/** Languages whose cells share their names in one notebook. */
export function familyOf(language: RewriteLanguage): 'python' | 'script' | 'data' {
  return language === 'python' ? 'python' : language.startsWith('json') ? 'data' : 'script';
}

/**
 * Text to search. A notebook cell comes with the cells that run before it, so that `nn` from cell 1 means
 * something in cell 3; only the text from `editableFrom` on is searched and may change.
 */
export interface Source {
  readonly language: RewriteLanguage;
  readonly text: string;
  readonly editableFrom: number;
  /** Where to look for sites, when only some lines matter: climbing the tree from each site is what takes time. */
  readonly searched?: OffsetRange;
  /** Cells that run after it, as text: a definition that they mention stays. */
  readonly laterText?: string;
}

export function searchedIn({ searched, editableFrom, text }: Source): OffsetRange {
  return searched ?? { start: editableFrom, end: text.length };
}

export function fileSource(text: string, language: RewriteLanguage): Source {
  return { language, text: withoutMagics(text, language), editableFrom: 0 };
}

export function cellSource(earlierCells: readonly string[], cell: string, language: RewriteLanguage): Source {
  const before = earlierCells.map((text) => `${withoutMagics(text, language)}\n`).join('');
  return { language, text: before + withoutMagics(cell, language), editableFrom: before.length };
}

/**
 * IPython's `%matplotlib`, `!pip` and `name?` are not Python: they become comments of the same length, so that offsets
 * stay true and no edit takes the line for an empty one.
 */
function withoutMagics(text: string, language: RewriteLanguage): string {
  if (language !== 'python') {
    return text;
  }
  const cellMagic = /^\s*%%(\w+)/.exec(text);
  if (
    cellMagic &&
    !/^(?:time|timeit|capture|prun|debug|memit|wandb|snakeviz|pyinstrument|scalene)$/.test(cellMagic[1] ?? '')
  ) {
    return asComment(text);
  }
  return text.replaceAll(/^[ \t]*(?:[%!].*|[\w.]+\?\??)$/gm, asComment);
}

function asComment(text: string): string {
  return text.replaceAll(/[^\s](.*)/g, (line) => `#${' '.repeat(line.length - 1)}`);
}
