import type { Completion } from '../../notebook/wire';

/** A completion item of the Language Server Protocol. */
export interface Proposal {
  label: string;
  kind?: number;
  insertText?: string;
}

/** The kind of a text that a type allows: `"fast" | "slow"`. */
const text = 12;

/** Those of TypeScript's proposals that go on from what is typed: in quotes, texts alone. */
export function proposedNames(items: readonly Proposal[], code: string, cursor: number): Completion {
  const before = code.slice(0, cursor);
  const texts = items.filter(({ kind }) => kind === text);
  const [word = ''] = /[\p{ID_Continue}$]*$/u.exec(before) ?? [];
  const [, quoted] = /['"`]([^'"`\n]*)$/.exec(before) ?? [];
  const isText = quoted === word || (quoted !== undefined && texts.length > 0);
  const typed = isText ? quoted : word;
  const fitting = (isText ? texts : items).filter(({ label }) => label.startsWith(typed));
  const matches = fitting.map(({ label, insertText = label }) => insertText).filter(isPlain);
  return { matches: [...new Set(matches)].sort(), start: cursor - typed.length, end: cursor };
}

/** `["a-b"]` and `?.a` would have to replace the point before them. */
function isPlain(inserted: string): boolean {
  return !/^(\[|\?\.)/.test(inserted);
}
