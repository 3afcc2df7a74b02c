import type { Scope } from './assist/scope';
import type { Parts } from './compile/partsOf';

type Holder = Record<string, unknown>;

/**
 * A namespace or an enum of which several cells have a part each, as several files of a program could. A cell that is run
 * again takes its own part back first. One that declares what another has declared is no part but a new beginning:
 * TypeScript would refuse to put the two together.
 */
export class MergedNames {
  private readonly partsOf = new WeakMap<Holder, Map<string, string[]>>();

  constructor(private readonly scope: Pick<Scope, 'values'>) {}

  /** What each name of a cell is to begin with. */
  begin(parts: Parts, cell: string): Map<string, Holder> {
    const values = parts.size > 0 ? this.scope.values([...parts.keys()]) : new Map<string, unknown>();
    return new Map([...parts].map(([name, members]) => [name, this.holderFor(values.get(name), members, cell)]));
  }

  private holderFor(before: unknown, members: string[], cell: string): Holder {
    const isShared = this.isHolder(before) && this.makeRoom(before, members, cell);
    const holder = isShared ? before : {};
    const known = this.partsOf.get(holder) ?? new Map<string, string[]>();
    this.partsOf.set(holder, known.set(cell, members));
    return holder;
  }

  /** A namespace may add to a class and a function too. */
  private isHolder(value: unknown): value is Holder {
    return (
      typeof value === 'function' || (typeof value === 'object' && value !== null && this.partsOf.has(value as Holder))
    );
  }

  /** False where another cell has declared one of the members. */
  private makeRoom(holder: Holder, members: string[], cell: string): boolean {
    for (const name of this.partsOf.get(holder)?.get(cell) ?? []) remove(holder, name);
    return !members.some((name) => Object.hasOwn(holder, name));
  }
}

/** Of a number in an enum, also the way back to its name. */
function remove(holder: Holder, name: string): void {
  const back = String(holder[name]);
  if (holder[back] === name) delete holder[back];
  delete holder[name];
}
