import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { findMismatch } from '../../build/lockfile.mjs';
import { removeFolder, temporaryFolder } from '../../build/temporaryFolder';

let root: string;

function write(file: string, content: unknown): void {
  writeFileSync(path.join(root, file), JSON.stringify(content));
}

function lock(packages: Record<string, object>): object {
  return { packages: { '': { devDependencies: { tool: '1.0.0' } }, ...packages } };
}

beforeEach(() => {
  root = temporaryFolder('lockfile');
  mkdirSync(path.join(root, 'node_modules'));
  write('package.json', { devDependencies: { tool: '1.0.0' } });
  write('package-lock.json', lock({ 'node_modules/tool': { version: '1.0.0' } }));
  write('node_modules/.package-lock.json', { packages: { 'node_modules/tool': { version: '1.0.0' } } });
});

afterEach(() => removeFolder(root));

it('finds nothing to do when the installed packages are the locked ones', () => {
  expect(findMismatch(root)).toBeUndefined();
});

it('finds that nothing is installed', () => {
  write('node_modules/.package-lock.json', 'cut off');
  expect(findMismatch(root)).toContain('tool is missing');
});

it('finds a package that is older, and one that is missing', () => {
  write('node_modules/.package-lock.json', { packages: { 'node_modules/tool': { version: '0.9.0' } } });
  expect(findMismatch(root)).toBe('tool is 0.9.0 instead of 1.0.0');
  write('node_modules/.package-lock.json', { packages: {} });
  expect(findMismatch(root)).toBe('tool is missing instead of 1.0.0');
});

it('does not miss an optional package of another platform', () => {
  write(
    'package-lock.json',
    lock({ 'node_modules/tool': { version: '1.0.0' }, 'node_modules/mac': { version: '1.0.0', optional: true } }),
  );
  expect(findMismatch(root)).toBeUndefined();
});

it('finds that package.json asks for a package that is not locked', () => {
  write('package.json', { devDependencies: { tool: '1.0.0', other: '2.0.0' } });
  expect(findMismatch(root)).toBe('package.json asks for other packages');
});
