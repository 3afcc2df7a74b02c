import { readFileSync } from 'node:fs';
import { createRequire, isBuiltin } from 'node:module';
import { type AnyNode, parse } from 'acorn';
import { esbuild } from '../compile/esbuild';
import { boundNames } from '../compile/walk';
import { resolveLocal } from '../modules/localFiles';
import type { SharedModules } from '../modules/sharedModules';

/** `export *` may go round in circles. */
const deepest = 4;

/** `import { a, b` before the cursor and `} from 'module'` behind it. */
const before = /\bimport\s+(?:type\s+)?(?:[\p{ID_Continue}$]+\s*,\s*)?\{[^{}]*$/u;
const behind = /^[^{};]*\}\s*from\s*(['"])([^'"\n]+)\1/;

/** The module whose names stand in braces at the cursor. */
export function importedModuleAt(code: string, cursor: number): string | undefined {
  return before.test(code.slice(0, cursor)) ? behind.exec(code.slice(cursor))?.[2] : undefined;
}

/** What a module exports, read from its text: completion runs no module. Node's own are loaded anyway. */
export function exportNames(specifier: string, fromFile: string, shared: Pick<SharedModules, 'find' | 'fileOf'>) {
  if (isBuiltin(specifier)) return Object.keys(require(specifier));
  const file = fileOf(specifier, fromFile, shared);
  return file === undefined ? [] : namesIn(file, 0).filter((name) => name !== 'default');
}

function fileOf(specifier: string, fromFile: string, shared: Pick<SharedModules, 'find' | 'fileOf'>) {
  const own = shared.find(specifier);
  if (own) return shared.fileOf(own);
  const local = resolveLocal(specifier, fromFile);
  if (local !== undefined) return local;
  try {
    return createRequire(fromFile).resolve(specifier);
  } catch {
    return undefined;
  }
}

function namesIn(file: string, depth: number): string[] {
  try {
    const text = readFileSync(file, 'utf8');
    const isModule = /^\s*export\b/m.test(text);
    return isModule ? [...typesIn(text), ...namesOfModule(file, text, depth)] : namesOfCommonJs(text);
  } catch {
    return [];
  }
}

function namesOfModule(file: string, text: string, depth: number): string[] {
  const loader = /\.tsx$/.test(file) ? 'tsx' : /\.[cm]?ts$/.test(file) ? 'ts' : 'js';
  const { code } = esbuild().transformSync(text, { loader, logLevel: 'silent' });
  const program = parse(code, { ecmaVersion: 'latest', sourceType: 'module' });
  return program.body.flatMap((statement) => {
    if (statement.type === 'ExportNamedDeclaration') return namesOfExport(statement);
    if (statement.type !== 'ExportAllDeclaration') return [];
    if (statement.exported) return [nameOf(statement.exported)];
    const next = depth < deepest ? resolveLocal(String(statement.source.value), file) : undefined;
    return next === undefined ? [] : namesIn(next, depth + 1);
  });
}

function namesOfExport({ declaration, specifiers }: AnyNode & { type: 'ExportNamedDeclaration' }): string[] {
  if (declaration?.type === 'VariableDeclaration') return declaration.declarations.flatMap(({ id }) => boundNames(id));
  return declaration ? [declaration.id.name] : specifiers.map(({ exported }) => nameOf(exported));
}

function nameOf(node: { type: string; name?: string; value?: unknown }): string {
  return String(node.name ?? node.value);
}

/** They are gone once it is JavaScript. */
function typesIn(text: string): string[] {
  const found = text.matchAll(
    /^\s*export\s+(?:declare\s+)?(?:interface|type)\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)/gmu,
  );
  return [...found].flatMap(([, name]) => name ?? []);
}

/** Those that a bundler or a compiler has noted for Node, which reads them in the same way. */
function namesOfCommonJs(text: string): string[] {
  const [, noted = ''] = /\b0 && \(module\.exports = \{([^}]*)\}/.exec(text) ?? [];
  const listed = noted.split(',').map((name) => name.trim());
  const assigned = [...text.matchAll(/\bexports\.([\p{ID_Start}$_][\p{ID_Continue}$]*)\s*=/gu)].map(([, name]) => name);
  return [...listed, ...assigned].filter(
    (name) => name !== undefined && name !== '' && name !== '__esModule',
  ) as string[];
}
