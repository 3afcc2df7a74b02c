import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isFile, isPath } from './localFiles';

type Needs = Partial<Record<'dependencies' | 'peerDependencies' | 'optionalDependencies', Record<string, string>>>;

/** The packages that an installed package says it needs; none for anything else. */
export function needsOf(specifier: string, require: NodeJS.Require): string[] {
  if (isPath(specifier)) return [];
  const name = packageName(specifier);
  const folders = require.resolve.paths(name) ?? [];
  const manifest = folders.map((folder) => join(folder, name, 'package.json')).find(isFile);
  return manifest === undefined ? [] : namesIn(manifest);
}

/** 'name' or '@scope/name' of an import of a package or of a file in it. */
export function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return parts.slice(0, specifier.startsWith('@') ? 2 : 1).join('/');
}

/** A manifest that cannot be read is Node's to complain of, when it loads the package. */
function namesIn(manifest: string): string[] {
  try {
    const needs = JSON.parse(readFileSync(manifest, 'utf8')) as Needs;
    return Object.keys({ ...needs.dependencies, ...needs.peerDependencies, ...needs.optionalDependencies });
  } catch {
    return [];
  }
}
