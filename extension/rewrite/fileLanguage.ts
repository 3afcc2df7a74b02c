import type { RewriteLanguage } from './source';

const languageByExtension: ReadonlyMap<string, RewriteLanguage | 'notebook'> = new Map([
  ['py', 'python'],
  ['ts', 'typescript'],
  ['mts', 'typescript'],
  ['cts', 'typescript'],
  ['tsx', 'typescriptreact'],
  ['js', 'javascript'],
  ['mjs', 'javascript'],
  ['cjs', 'javascript'],
  ['jsx', 'javascriptreact'],
  ['json', 'json'],
  ['jsonc', 'jsonc'],
  ['ipynb', 'notebook'],
]);

/** Files that a search over folders opens. */
export const searchedFiles = `**/*.{${[...languageByExtension.keys()].join(',')}}`;

/** Folders that hold other people's code, or what a program wrote. */
export const ignoredFolders: readonly string[] = [
  ...['node_modules', '.git', '.hg', '.svn', '.venv', 'venv', 'site-packages', '__pycache__', '.ipynb_checkpoints'],
  ...['.tox', '.nox', '.mypy_cache', '.next', '.cache', 'dist', 'bower_components'],
];

/** A file name's end by the name of its language: 'python', 'ts', 'notebook'; undefined for one that is not searched. */
export function extensionOf(name: string): string | undefined {
  const wanted = name.toLowerCase();
  return [...languageByExtension].find(([extension, language]) => [extension, language].includes(wanted))?.[0];
}

export const languageNames: readonly string[] = [...new Set(languageByExtension.values())];

export function languageOfFile(path: string): RewriteLanguage | 'notebook' | undefined {
  return languageByExtension.get(/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '');
}
