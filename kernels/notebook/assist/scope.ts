import { type Runtime, Session } from 'node:inspector';
import { helperName } from '../compile/helperName';

/** Missing in Node's types, not in V8. REPL mode would answer later, with a promise: it is left out. */
type Evaluate = Runtime.EvaluateParameterType & { throwOnSideEffect: true };

const group = 'assist';

const namesOfThis = `function () {
  const names = [];
  for (let holder = this; holder !== null && holder !== undefined; holder = Object.getPrototypeOf(holder))
    names.push(...Object.getOwnPropertyNames(holder));
  return [...new Set(names)];
}`;

const keysOfThis = 'function () { return Array.isArray(this) ? [] : Object.keys(this) }';

/** Looks into the cells' scope without changing anything: V8 itself refuses what has a side effect. */
export class Scope {
  private session: Session | undefined;

  /** let, const and class of all cells, and globals. */
  names(): string[] {
    const declared = this.post<Runtime.GlobalLexicalScopeNamesReturnType>('Runtime.globalLexicalScopeNames', {});
    const all = [...(declared?.names ?? []), ...this.membersOf('globalThis')];
    return [...new Set(all)].filter((name) => name !== helperName);
  }

  /** Names of an expression's properties: all, inherited ones behind its own, or the keys that it holds itself. */
  membersOf(expression: string, which: 'all' | 'own' = 'all'): string[] {
    const value = this.evaluate(`Object(${expression})`);
    const members = this.call(value, which === 'own' ? keysOfThis : namesOfThis, true);
    const names: unknown = members?.value;
    this.post('Runtime.releaseObjectGroup', { objectGroup: group });
    return Array.isArray(names) ? names.filter((name): name is string => typeof name === 'string') : [];
  }

  /** The value itself; `found` is false for what is not defined or cannot be had without a side effect. */
  valueOf(expression: string): { found: boolean; value?: unknown } {
    const boxed = this.evaluate(`({ value: (${expression}) })`);
    if (!boxed?.objectId) return { found: false };
    let value: unknown;
    const helper = (globalThis as Record<string, unknown>)[helperName] as { catch(value: { value: unknown }): void };
    helper.catch = (box) => {
      value = box.value;
    };
    this.call(boxed, `function () { ${helperName}.catch(this) }`, false);
    this.post('Runtime.releaseObjectGroup', { objectGroup: group });
    return { found: true, value };
  }

  /** Values of variables; those that are not there, or not yet (a `let` that has not been reached), are left out. */
  values(names: readonly string[]): Map<string, unknown> {
    const together = names.length > 0 ? this.valueOf(`[${names.join(', ')}]`) : { found: false };
    if (together.found) return new Map(names.map((name, index) => [name, (together.value as unknown[])[index]]));
    // One that cannot be read spoils them all: halves find it.
    if (names.length < 2) return new Map();
    const half = names.length >> 1;
    return new Map([...this.values(names.slice(0, half)), ...this.values(names.slice(half))]);
  }

  private evaluate(expression: string): Runtime.RemoteObject | undefined {
    const options: Evaluate = {
      expression,
      throwOnSideEffect: true,
      silent: true,
      objectGroup: group,
    };
    const reply = this.post<Runtime.EvaluateReturnType>('Runtime.evaluate', options);
    return reply?.exceptionDetails ? undefined : reply?.result;
  }

  private call(target: Runtime.RemoteObject | undefined, functionDeclaration: string, isPure: boolean) {
    if (!target?.objectId) return undefined;
    const options = {
      objectId: target.objectId,
      functionDeclaration,
      returnByValue: isPure,
      throwOnSideEffect: isPure,
    };
    const reply = this.post<Runtime.CallFunctionOnReturnType>('Runtime.callFunctionOn', options);
    return reply?.exceptionDetails ? undefined : reply?.result;
  }

  /** Answers at once: the session and what it looks into share a thread. */
  private post<T>(method: string, options: object): T | undefined {
    if (!this.session) {
      this.session = new Session();
      this.session.connect();
    }
    let reply: T | undefined;
    this.session.post(method, options, (failure, result) => {
      if (!failure) reply = result as T;
    });
    return reply;
  }
}
