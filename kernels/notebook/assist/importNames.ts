import { existsSync, readdirSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, resolve } from 'node:path';

const always = ['activation-lab', '@tensorflow/tfjs'];

/** A specifier being typed: `from '…`, `import '…`, `import('…`, `require('…`. */
const unfinished = /(?:\bfrom|\bimport|\b(?:import|require)\s*\()\s*(['"])([^'"\n]*)$/;

export function specifierBefore(code: string, cursor: number): string | undefined {
  return unfinished.exec(code.slice(0, cursor))?.[2];
}

/** What could be imported from a notebook's folder. */
export function importNames(specifier: string, folder: string): string[] {
  if (/^\.{1,2}\//.test(specifier)) return localFiles(specifier, folder);
  return [...always, ...packagesAbove(folder), ...builtinModules.filter(isPublic).map((name) => `node:${name}`)];
}

function isPublic(name: string): boolean {
  return !name.startsWith('_') && !name.startsWith('node:');
}

function localFiles(specifier: string, folder: string): string[] {
  const shown = specifier.slice(0, specifier.lastIndexOf('/') + 1);
  return entriesOf(resolve(folder, shown)).flatMap(({ name, isFolder }) => {
    if (name.startsWith('.') || name === 'node_modules') return [];
    if (isFolder) return [`${shown}${name}/`];
    return /\.([cm]?[jt]sx?|json)$/.test(name) ? [shown + name.replace(/\.tsx?$/, '')] : [];
  });
}

function packagesAbove(folder: string): string[] {
  const names = entriesOf(join(folder, 'node_modules')).flatMap(({ name }) => {
    if (name.startsWith('.')) return [];
    if (!name.startsWith('@')) return [name];
    return entriesOf(join(folder, 'node_modules', name)).map((inner) => `${name}/${inner.name}`);
  });
  const above = dirname(folder);
  return above === folder ? names : [...names, ...packagesAbove(above)];
}

function entriesOf(folder: string): { name: string; isFolder: boolean }[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).map((entry) => ({
    name: entry.name,
    isFolder: entry.isDirectory(),
  }));
}
