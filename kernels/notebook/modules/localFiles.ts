import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mappedPaths } from './projectConfig';

const extensions = ['.ts', '.tsx', '.mts', '.cts', '.js', '.mjs', '.cjs', '.json'];
/** TypeScript writes the name of the output: './util.js' may mean './util.ts'. */
const sourceOf: Record<string, string[]> = { '.js': ['.ts', '.tsx'], '.mjs': ['.mts'], '.cjs': ['.cts'] };

/** A path or file URL, as opposed to a package's name. */
export function isPath(specifier: string): boolean {
  return /^(\.{1,2}([/\\]|$)|\/|file:|[A-Za-z]:[/\\])/.test(specifier);
}

export function isTypeScript(path: string): boolean {
  return /\.[cm]?tsx?$/.test(path);
}

export function isPackageFile(path: string): boolean {
  return path.includes(`${sep}node_modules${sep}`);
}

/** The file of one's own that a specifier means, by its path or by `paths` of the tsconfig; packages are left to Node. */
export function resolveLocal(specifier: string, fromFile: string): string | undefined {
  if (isPath(specifier)) return findLocalFile(specifier, fromFile);
  if (specifier.startsWith('node:')) return undefined;
  if (specifier.startsWith('#')) return ownImport(specifier, fromFile);
  for (const candidate of mappedPaths(specifier, fromFile)) {
    const found = findLocalFile(candidate, fromFile);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** What `imports` of the nearest package.json says; where it names no file, Node says why. */
function ownImport(specifier: string, fromFile: string): string | undefined {
  try {
    const path = createRequire(fromFile).resolve(specifier);
    return isFile(path) && !isPackageFile(path) ? path : undefined;
  } catch {
    return undefined;
  }
}

/** The file a path stands for: itself, with an extension, as written for its output, or a folder's index. */
export function findLocalFile(specifier: string, fromFile: string): string | undefined {
  const path = specifier.startsWith('file:') ? fileURLToPath(specifier) : resolve(dirname(fromFile), specifier);
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  const candidates = [
    path,
    ...(sourceOf[extension] ?? []).map((source) => stem + source),
    ...extensions.map((added) => path + added),
    ...extensions.map((added) => join(path, `index${added}`)),
  ];
  return candidates.find(isFile);
}

export function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
