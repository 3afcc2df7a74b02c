import MagicString from 'magic-string';

export interface Parenthesised {
  code: string;
  map: string;
}

/**
 * A cell that is one object literal, `{ a: 1, b: 2 }`, is a block with labels to the language, and an object to
 * everyone who types it: consoles put it in parentheses. Undefined for a cell that cannot be one.
 */
export function parenthesised(source: string): Parenthesised | undefined {
  if (!/^\s*\{/.test(source) || /;\s*$/.test(source)) return undefined;
  const text = new MagicString(source).prepend('(').append('\n)');
  return { code: text.toString(), map: text.generateMap({ hires: true }).toString() };
}
