import { stat } from 'node:fs/promises';
import path from 'node:path';
import { glob, isDynamicPattern } from 'tinyglobby';
import { ignoredFolders, searchedFiles } from '../fileLanguage';

export interface FoundFiles {
  /** Relative to where the command runs, with forward slashes, each once, in order. */
  readonly files: readonly string[];
  /** Paths that name nothing. */
  readonly missing: readonly string[];
}

/** The files that paths, folders and globs name. A file named by itself is taken wherever it lies. */
export async function findFiles(paths: readonly string[], cwd = process.cwd()): Promise<FoundFiles> {
  const files = new Set<string>();
  const missing: string[] = [];
  for (const each of paths) {
    const found = await filesOf(each, cwd);
    for (const file of found) files.add(file);
    if (found.length === 0 && !(await isFolder(path.resolve(cwd, each)))) missing.push(each);
  }
  return { files: [...files].sort(), missing };
}

async function filesOf(named: string, cwd: string): Promise<string[]> {
  const absolute = path.resolve(cwd, named);
  const kind = await stat(absolute).catch(() => undefined);
  if (kind?.isDirectory()) {
    const inside = await search(searchedFiles, absolute);
    return inside.map((file) => shown(path.join(absolute, file), cwd));
  }
  if (kind) return [shown(absolute, cwd)];
  const pattern = named.replaceAll('\\', path.sep === '\\' ? '/' : '\\');
  return isDynamicPattern(pattern) ? search(pattern, cwd) : [];
}

function search(pattern: string, cwd: string): Promise<string[]> {
  const ignore = ignoredFolders.map((folder) => `**/${folder}/**`);
  return glob(pattern, { cwd, ignore, onlyFiles: true, dot: false, followSymbolicLinks: false });
}

async function isFolder(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isDirectory() ?? false;
}

function shown(file: string, cwd: string): string {
  return (path.relative(cwd, file) || file).split(path.sep).join('/');
}
