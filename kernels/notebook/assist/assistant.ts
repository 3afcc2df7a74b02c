import type { MimeBundle } from '../../lab/host';
import type { NotebookPlace } from '../notebookPlace';
import type { CodePosition, Completion } from '../wire';
import { describeValue } from './describeValue';
import { chainAt, pieceAt } from './expressionAt';
import { importNames, specifierBefore } from './importNames';
import { keywords } from './keywords';
import { Scope } from './scope';

/** Completion and inspection from the values that cells have made. */
export class Assistant {
  private readonly scope = new Scope();

  /** @param place imports are resolved from its folder */
  constructor(private readonly place: NotebookPlace) {}

  async complete({ code, cursor }: CodePosition): Promise<Completion> {
    const specifier = specifierBefore(code, cursor);
    if (specifier !== undefined) {
      const matches = sorted(importNames(specifier, this.place.folder), specifier);
      return { matches, start: cursor - specifier.length, end: cursor };
    }
    const piece = pieceAt(code, cursor);
    if (!piece) return { matches: [], start: cursor, end: cursor };
    const { object, prefix, start } = piece;
    const names = object === undefined ? [...this.scope.names(), ...keywords] : this.scope.membersOf(object);
    return { matches: sorted(names.filter(isName), prefix), start, end: cursor };
  }

  async inspect({ code, cursor }: CodePosition): Promise<MimeBundle | null> {
    const chain = chainAt(code, cursor);
    if (chain === undefined) return null;
    const { found, value } = this.scope.valueOf(chain);
    return found ? describeValue(chain, value) : null;
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
