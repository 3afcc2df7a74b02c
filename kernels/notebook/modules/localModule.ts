import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { type AnyNode, parse } from 'acorn';
import { CompileError, type Place } from '../compile/compileError';
import { walk } from '../compile/walk';
import { transpileModule } from './transpileModule';

/** A local file as the module loader needs it. Read again when its time stamp or size changes. */
export interface LocalModule {
  stamp: string;
  hash: string;
  format: 'module' | 'commonjs' | 'json';
  /** As the file has it. */
  text: string;
  /** JavaScript; for JSON the file's text. */
  code: string;
  map?: string;
  /** What it imports, as written. */
  imports: string[];
}

const modules = new Map<string, LocalModule>();

export function readLocalModule(path: string): LocalModule {
  const { mtimeMs, size } = statSync(path);
  const stamp = `${mtimeMs}:${size}`;
  const known = modules.get(path);
  if (known?.stamp === stamp) return known;
  const module = { stamp, ...parseModule(path, readFileSync(path, 'utf8')) };
  modules.set(path, module);
  return module;
}

function parseModule(path: string, text: string): Omit<LocalModule, 'stamp'> {
  const hash = createHash('sha1').update(text).digest('hex').slice(0, 12);
  if (extname(path) === '.json') return { hash, format: 'json', text, code: checkedJson(path, text), imports: [] };
  const { code, map } = transpileModule(path, text);
  const program = parseJavaScript(code);
  const format = path.endsWith('.cjs') || path.endsWith('.cts') || !isModule(path, program) ? 'commonjs' : 'module';
  return { hash, format, text, code, map, imports: program ? importedNames(program) : [] };
}

/** V8 would complain of a module of ours, and name neither the file nor the line. */
function checkedJson(path: string, text: string): string {
  const json = text.replace(/^\uFEFF/, '');
  try {
    JSON.parse(json);
    return json;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new CompileError(message.replace(/ \(line .*/, ''), placeIn(json, message), { path, text: json });
  }
}

/** Where the message says, by a position in all versions of Node, or at the end. */
function placeIn(text: string, message: string): Place {
  const position = Number(/position (\d+)/.exec(message)?.[1] ?? text.trimEnd().length);
  const lines = text.slice(0, position).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}

/** What acorn cannot read is left to V8, whose message is the one to show. */
function parseJavaScript(code: string): AnyNode | undefined {
  try {
    return parse(code, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  } catch {
    return undefined;
  }
}

/** TypeScript is a module unless it is plainly written as CommonJS; JavaScript when it uses module syntax. */
function isModule(path: string, program: AnyNode | undefined): boolean {
  if (path.endsWith('.mjs') || path.endsWith('.mts')) return true;
  if (program?.type !== 'Program') return false;
  const syntax = program.body.some(({ type }) => /^(Import|Export)/.test(type));
  if (syntax || /\.tsx?$/.test(path) === false) return syntax;
  return !usesCommonJs(program);
}

function usesCommonJs(program: AnyNode): boolean {
  let found = false;
  walk(program, (node) => {
    if (node.type === 'Identifier' && (node.name === 'module' || node.name === 'exports')) found = true;
    return !found;
  });
  return found;
}

function importedNames(program: AnyNode): string[] {
  const names: string[] = [];
  walk(program, (node) => {
    const source = 'source' in node && node.source ? node.source : requiredSource(node);
    if (source?.type === 'Literal' && typeof source.value === 'string') names.push(source.value);
    return true;
  });
  return names;
}

function requiredSource(node: AnyNode): AnyNode | undefined {
  const isRequire =
    node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require';
  return isRequire ? node.arguments[0] : undefined;
}
