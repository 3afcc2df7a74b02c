import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { type Program, parse } from 'acorn';
import type { Message } from 'esbuild';
import MagicString from 'magic-string';
import type { CellLanguage } from '../wire';
import { CompileError, locate } from './compileError';
import { esbuild } from './esbuild';
import { foldedResult } from './foldedResult';
import { helperName } from './helperName';
import { assignedNames, type DeclarationKind, declaredNames } from './names';
import { parenthesised } from './objectLiteral';
import { type Parts, partsOf } from './partsOf';
import { rewriteAwaits } from './rewriteAwaits';
import { rewriteDeclarations } from './rewriteDeclarations';
import { requiredSpecifiers, rewriteImports } from './rewriteImports';
import { rewriteResult } from './rewriteResult';

export interface CompiledCell {
  code: string;
  /** Source maps, the last step first: rewriting, then transpiling. */
  maps: string[];
  /** Modules that the cell `require`s by a literal name. */
  requires: string[];
  /** Names that the cell declares. The next cells may assign to variables only. */
  declares: Map<string, DeclarationKind>;
  /** Names that earlier cells may have a part of. */
  parts: Parts;
}

export interface CompileOptions {
  language: CellLanguage;
  /** Of the nearest tsconfig. */
  compilerOptions?: Record<string, unknown>;
  /** Constants that earlier cells have declared. */
  constants?: ReadonlySet<string>;
}

/** TypeScript → what `Runtime.evaluate` takes in REPL mode. */
export async function compileCell(source: string, options: CompileOptions): Promise<CompiledCell> {
  const literal = parenthesised(source);
  if (literal) {
    const compiled = await compile(literal.code, options).catch(() => undefined);
    if (compiled) return { ...compiled, maps: [...compiled.maps, literal.map] };
  }
  return compile(source, options);
}

async function compile(source: string, options: CompileOptions): Promise<CompiledCell> {
  const { code: script, map } = await transpile(source, options);
  const program = parseScript(script, map);
  const declares = declaredNames(program);
  await checkConstants(source, program, declares, options);
  const code = new MagicString(script);
  const requires = requiredSpecifiers(program);
  const parts = partsOf(program);
  const constant = foldedResult(source, map);
  if (constant === undefined) rewriteResult(program, code);
  else code.append(`;\n${helperName}.result((${constant}));`);
  rewriteAwaits(program, code);
  rewriteImports(program, code);
  rewriteDeclarations(program, code, parts);
  const maps = [code.generateMap({ hires: true }).toString(), map];
  return { code: code.toString(), maps, requires, declares, parts };
}

/** esbuild knows scopes: with the constants declared behind the cell it finds the assignments that would hit them. */
async function checkConstants(
  source: string,
  program: Program,
  declares: CompiledCell['declares'],
  options: CompileOptions,
): Promise<void> {
  const { constants = new Set<string>() } = options;
  const suspects = assignedNames(program).filter((name) => constants.has(name) && !declares.has(name));
  if (suspects.length === 0) return;
  const declarations = suspects.map((name) => `const ${name} = 0;`);
  await transpile(`${source}\n;${declarations.join(' ')}`, options);
}

async function transpile(source: string, options: CompileOptions): Promise<{ code: string; map: string }> {
  try {
    const result = await esbuild().transform(source, {
      loader: options.language === 'typescript' ? 'ts' : 'js',
      target: 'node20',
      sourcemap: 'external',
      sourcesContent: false,
      treeShaking: false,
      logLevel: 'silent',
      // Without it esbuild drops imports that only a later cell uses. Types go anyway: see importNames.
      tsconfigRaw: { compilerOptions: { ...options.compilerOptions, verbatimModuleSyntax: true } },
    });
    const mistake = result.warnings.find(({ id }) => id === 'assign-to-constant');
    if (mistake) throw new CompileError(constantRefusal(mistake), locate(mistake));
    return result;
  } catch (error) {
    if (!isBuildFailure(error)) throw error;
    const [first] = error.errors;
    if (!first) throw error;
    if (await isJsx(source)) throw new CompileError(jsxRefusal, locate(first));
    throw new CompileError(withNotes(first), locate(first));
  }
}

function constantRefusal({ text, location }: Message): string {
  const name = /"([^"]+)"/.exec(text)?.[1] ?? location?.lineText ?? '';
  return `Cannot assign to "${name}" because it is a constant. Declare it with "let" to change it.`;
}

const jsxRefusal =
  'JSX is not supported in notebook cells. Build the HTML as a string and show it with lab.display.html(…), or call your library’s createElement function.';

async function isJsx(source: string): Promise<boolean> {
  if (!/<\/|\/>/.test(source)) return false;
  return esbuild()
    .transform(source, { loader: 'tsx', logLevel: 'silent' })
    .then(
      () => true,
      () => false,
    );
}

/** 'The symbol "a" has already been declared' gains 'originally declared here (line 1)'. */
function withNotes({ text, notes }: Message): string {
  const said = notes.map((note) => `${note.text}${note.location ? ` (line ${note.location.line})` : ''}`);
  return [text, ...said].join('\n');
}

/** esbuild lets a few things pass that are no script: a `return` outside of a function. */
function parseScript(script: string, map: string): Program {
  try {
    return parse(script, {
      ecmaVersion: 'latest',
      sourceType: 'module',
      allowAwaitOutsideFunction: true,
      allowHashBang: true,
    });
  } catch (error) {
    throw isParseFailure(error) ? inSource(error, map) : error;
  }
}

type ParseFailure = SyntaxError & { loc: { line: number; column: number } };

function isParseFailure(error: unknown): error is ParseFailure {
  return error instanceof SyntaxError && 'loc' in error;
}

/** At the cell's own place, not at that of its transpiled text. */
function inSource({ message, loc }: ParseFailure, map: string): CompileError {
  const { line, column } = originalPositionFor(new TraceMap(map), loc);
  const place = line === null ? undefined : { line, column: column + 1 };
  return new CompileError(message.replace(/ \(\d+:\d+\)$/, ''), place);
}

function isBuildFailure(error: unknown): error is { errors: Message[] } {
  return error instanceof Error && 'errors' in error && Array.isArray(error.errors);
}
