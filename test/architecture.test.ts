import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

/**
 * Who may import what. Left: a room (the longest prefix wins). Right: the rooms and packages it may import beside itself.
 * `node:*` stands for Node's own modules; a name for the package of that name and its sub-paths.
 */
const rooms: Record<string, readonly string[]> = {
  'kernels/expression': [],
  'kernels/activations': ['kernels/expression'],
  'kernels/codegen': ['kernels/expression', 'kernels/activations'],
  'kernels/tfjs': ['kernels/expression', 'kernels/activations', 'kernels/codegen', 'kernels/backends', '@tensorflow'],
  'kernels/backends': [
    'kernels/expression',
    'kernels/activations',
    'kernels/codegen',
    '@tensorflow',
    'node:*',
    'env-paths',
    'proper-lockfile',
    'kernels/client/killTree',
  ],
  'kernels/lab': [
    'kernels/expression',
    'kernels/activations',
    'kernels/codegen',
    'kernels/tfjs',
    'kernels/backends',
    '@tensorflow',
    'node:*',
    'd3-scale',
    'd3-shape',
    'env-paths',
    'registry-auth-token',
    'tar',
    'fast-png',
  ],
  'kernels/notebook': [
    'kernels',
    'node:*',
    '@tensorflow',
    'acorn',
    'magic-string',
    '@jridgewell/trace-mapping',
    '@jridgewell/remapping',
    'esbuild',
    'get-tsconfig',
  ],
  'kernels/client': ['kernels/notebook', 'kernels/lab', 'node:*'],
  'kernels/language': [
    'node:*',
    '@typescript/typescript6',
    'vscode-languageserver',
    'vscode-languageserver-textdocument',
  ],
  'kernels/jupyter': ['kernels/notebook', 'kernels/client', 'vscode-jsonrpc', 'node:*'],
  'kernels/export': ['kernels/notebook', 'markdown-it', '@vscode/markdown-it-katex', 'highlight.js'],
  'kernels/cli': ['kernels', 'node:*', '@tensorflow', 'cli-progress'],
  extension: [
    'vscode',
    'node:*',
    'kernels/notebook',
    'kernels/client',
    'kernels/export',
    'kernels/jupyter/installKernelspec',
    'kernels/jupyter/jupyterFolders',
    'kernels/lab',
    'kernels/backends/tensorflow',
    'kernels/backends/preference',
    'kernels/expression',
    'kernels/activations',
    'kernels/codegen',
    'vscode-languageclient',
    '@vscode/tree-sitter-wasm',
    'jsonc-parser',
    'fast-png',
  ],
  'extension/rewrite/cli': ['extension/rewrite', 'kernels/activations', 'kernels/cli', 'node:*', 'diff', 'tinyglobby'],
  webview: [
    'extension/panels/protocol',
    'extension/runs',
    'kernels/expression',
    'kernels/activations',
    'kernels/lab/benchmark',
    'uplot',
    '@vscode/webview-ui-toolkit',
    '@vscode/codicons',
  ],
  build: ['*'],
  test: ['*'],
};

/** Only types cross where a room's code must not: the contracts. */
const typesOnly: Record<string, readonly string[]> = {
  extension: ['kernels/notebook', 'kernels/lab'],
  'kernels/client': ['kernels/lab'],
  'kernels/backends': ['kernels/notebook', 'kernels/lab'],
  'kernels/lab': ['kernels/notebook'],
  'kernels/notebook': ['kernels/lab'],
  webview: ['kernels/lab/benchmark'],
};

const root = path.resolve(import.meta.dirname, '..');
const topRooms = ['kernels', 'extension', 'webview', 'build', 'test'];

function filesIn(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs)$/.test(entry.name) && !entry.parentPath.includes('fixtures'))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

interface Import {
  file: string;
  target: string;
  isType: boolean;
}

const importStatement =
  /^\s*(?:import|export)\s+(type\s+)?(?:[\w*{][^;'"]*?\s+from\s+)?['"]([^'"]+)['"]|\b(?:import|require)\(\s*['"]([^'"]+)['"]\s*\)/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(path.join(root, file), 'utf8').replace(/^\s*(\/\/|\*|\/\*).*$|`[^`]*`/gm, '');
  return [...text.matchAll(importStatement)].map(([, type, fixed, dynamic]) => {
    const specifier = fixed ?? dynamic ?? '';
    const target = specifier.startsWith('.') ? path.posix.join(path.posix.dirname(file), specifier) : specifier;
    return { file, target, isType: Boolean(type) };
  });
}

const isWithin = (target: string, room: string) => target === room || target.startsWith(`${room}/`);
const roomOf = (file: string) =>
  Object.keys(rooms)
    .filter((room) => isWithin(file, room))
    .sort((a, b) => b.length - a.length)[0];

function isAllowed(target: string, allowed: readonly string[]): boolean {
  return allowed.some(
    (room) => room === '*' || (room === 'node:*' ? target.startsWith('node:') : isWithin(target, room)),
  );
}

const files = topRooms.flatMap(filesIn);

describe('architecture', () => {
  test('every source file stands in a room of the table', () => {
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !roomOf(file))).toEqual([]);
  });

  test('every room of the table exists', () => {
    expect(Object.keys(rooms).filter((room) => !files.some((file) => isWithin(file, room)))).toEqual([]);
  });

  test('imports go only where the table allows', () => {
    const offences = files.flatMap((file) => {
      const room = roomOf(file) ?? '';
      return importsOf(file)
        .filter(({ target, isType }) => {
          const own = isWithin(target, room);
          const asType = isType && isAllowed(target, typesOnly[room] ?? []);
          return !own && !asType && !isAllowed(target, rooms[room] ?? []);
        })
        .map(({ target }) => `${file} → ${target}`);
    });
    expect(offences).toEqual([]);
  });

  test('VS Code is imported by named adapters only, never by pure code', () => {
    const pure = files.filter(
      (file) =>
        /^(kernels|webview)\//.test(file) ||
        /^extension\/(runs\/(?!runsFile)|rewrite\/(frameworks|python|javascript)\/)/.test(file),
    );
    expect(pure.length).toBeGreaterThan(20);
    expect(pure.filter((file) => importsOf(file).some(({ target }) => target === 'vscode'))).toEqual([]);
  });

  test('nobody imports tests', () => {
    expect(
      files.filter(
        (file) => !file.startsWith('test/') && importsOf(file).some(({ target }) => isWithin(target, 'test')),
      ),
    ).toEqual([]);
  });
});
