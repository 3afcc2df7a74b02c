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

export function languageOfFile(path: string): RewriteLanguage | 'notebook' | undefined {
  return languageByExtension.get(/\.(\w+)$/.exec(path)?.[1]?.toLowerCase() ?? '');
}
