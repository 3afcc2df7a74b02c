import Module from 'node:module';
import { type HookAnswer, type HookQuestion, isOurs, readCellImport } from './hookMessages';

interface Context {
  parentURL?: string;
  conditions: Iterable<string>;
  importAttributes?: { type?: string };
}

type Next = (name: string, context?: object) => object;

/** Node's hooks in the thread that imports: since 22.15, and not in the types of Node 20. */
interface SyncHooks {
  registerHooks?(hooks: {
    resolve(specifier: string, context: Context, nextResolve: Next): object;
    load(url: string, context: Context, nextLoad: Next): object;
  }): void;
}

/** False where this Node has no such hooks. */
export function registerSyncHooks(answer: (question: HookQuestion) => HookAnswer | undefined): boolean {
  const { registerHooks } = Module as SyncHooks;
  registerHooks?.({
    resolve(specifier, context, nextResolve) {
      const cell = readCellImport(specifier);
      if (cell) return nextResolve(cell.specifier, { ...context, parentURL: cell.parent });
      // `require` comes through here too; it is served by SharedModules.
      if (!new Set(context.conditions).has('import')) return nextResolve(specifier);
      const found = answer({ kind: 'resolve', specifier, parent: context.parentURL });
      return found ? { ...found, shortCircuit: true } : nextResolve(specifier);
    },
    load(url, context, nextLoad) {
      const json = context.importAttributes?.type === 'json';
      const found = isOurs(url) && !isRequire(context) ? answer({ kind: 'load', url, json }) : undefined;
      return found?.source === undefined
        ? nextLoad(url, context)
        : { format: found.format ?? 'module', source: found.source, shortCircuit: true };
    },
  });
  return registerHooks !== undefined;
}

function isRequire({ conditions }: Context): boolean {
  return new Set(conditions).has('require');
}
