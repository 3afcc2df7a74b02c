import { isBuiltin } from 'node:module';
import type { MimeBundle } from '../../lab/host';
import { esbuild } from '../compile/esbuild';
import { helperName } from '../compile/helperName';
import type { SharedModules } from '../modules/sharedModules';
import type { NotebookPlace } from '../notebookPlace';
import type { CodePosition, Completion } from '../wire';
import { describeValue } from './describeValue';
import { exportNames, importedModuleAt } from './exportNames';
import { chainAt, keyAt, pieceAt } from './expressionAt';
import { importNames, specifierBefore } from './importNames';
import { keywords } from './keywords';
import { Scope } from './scope';
import { type Unrun, unrunAbove } from './unrun';

/** Where expressions find Node's modules that a cell imports and has not run yet. */
const modules = `${helperName}.lookedAt`;

/** Completion and inspection from the values that cells have made. */
export class Assistant {
  private readonly scope = new Scope();

  /**
   * @param place imports are resolved from its folder
   * @param docs the comment that stood above a name where a cell declared it
   */
  constructor(
    private readonly place: NotebookPlace,
    private readonly shared: Pick<SharedModules, 'find' | 'fileOf'>,
    private readonly docs: ReadonlyMap<string, string>,
  ) {}

  async complete({ code, cursor }: CodePosition): Promise<Completion> {
    const specifier = specifierBefore(code, cursor);
    if (specifier !== undefined) {
      const matches = sorted(importNames(specifier, this.place.folder), specifier);
      return { matches, start: cursor - specifier.length, end: cursor };
    }
    const key = keyAt(code, cursor);
    const piece = key ?? pieceAt(code, cursor);
    if (!piece) return { matches: [], start: cursor, end: cursor };
    const { prefix, start } = piece;
    const matches = key ? await this.keysOf(key, code) : sorted(await this.namesFor(piece, code), prefix);
    return { matches, start, end: cursor };
  }

  async inspect({ code, cursor, detail = 0 }: CodePosition): Promise<MimeBundle | null> {
    const chain = chainAt(code, cursor);
    if (chain === undefined) return null;
    const { found, value } = this.scope.valueOf(chain);
    return found ? describeValue(chain, value, { detail, doc: this.docs.get(chain) }) : null;
  }

  private async namesFor({ object, start }: { object?: string | undefined; start: number }, code: string) {
    const module = importedModuleAt(code, start);
    if (module !== undefined) return exportNames(module, this.place.path, this.shared);
    const unrun = await this.look(code, start);
    if (object !== undefined) return (await this.membersOf(object, unrun)).filter(isName);
    return [...unrun.names, ...this.scope.names(), ...keywords].filter(isName);
  }

  /** As they are written in quotes. */
  private async keysOf({ object, prefix, start, quote }: NonNullable<ReturnType<typeof keyAt>>, code: string) {
    const names = await this.membersOf(object, await this.look(code, start), 'own');
    return sorted(names, prefix).map((name) => name.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`));
  }

  /** What cells have made comes first; what this cell will make is second best. */
  private async membersOf(object: string, { prelude }: Unrun, which: 'all' | 'own' = 'all'): Promise<string[]> {
    const expression = await javascriptOf(object);
    const members = this.scope.membersOf(expression, which);
    if (members.length > 0 || prelude === '') return members;
    return this.scope.membersOf(`(() => { ${prelude}\nreturn (${expression}\n); })()`, which);
  }

  private async look(code: string, start: number): Promise<Unrun> {
    const unrun = await unrunAbove(code, start, modules);
    const helper = (globalThis as Record<string, unknown>)[helperName] as { lookedAt?: Record<string, unknown> };
    helper.lookedAt ??= {};
    for (const name of unrun.builtins.filter(isBuiltin)) helper.lookedAt[name] ??= require(name);
    return unrun;
  }
}

/** `data!.inner` and `(data as Table)` are TypeScript. */
async function javascriptOf(expression: string): Promise<string> {
  if (!/!|\b(as|satisfies)\b|</.test(expression)) return expression;
  try {
    const { code } = await esbuild().transform(`(${expression})`, { loader: 'ts', logLevel: 'silent' });
    return code.trim().replace(/;$/, '');
  } catch {
    return expression;
  }
}

function isName(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name);
}

/** Those that begin as typed; when none does, those that do in the other case. Private names last. */
function sorted(names: readonly string[], prefix: string): string[] {
  const unique = [...new Set(names)];
  const exact = unique.filter((name) => name.startsWith(prefix));
  const loose = unique.filter((name) => name.toLowerCase().startsWith(prefix.toLowerCase()));
  const isPrivate = (name: string) => Number(name.startsWith('_'));
  return (exact.length > 0 ? exact : loose).sort((a, b) => isPrivate(a) - isPrivate(b) || (a < b ? -1 : 1));
}
