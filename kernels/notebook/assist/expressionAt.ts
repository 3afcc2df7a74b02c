import { type Token, tokenizer } from 'acorn';

/** The piece of code that a completion extends: `object.pre` before the cursor. */
export interface Piece {
  /** What stands before the dot; undefined for a plain name. */
  object: string | undefined;
  prefix: string;
  start: number;
  end: number;
}

const wordStart = /[\p{ID_Continue}$]*$/u;
const wordEnd = /^[\p{ID_Continue}$]*/u;

/** What is being typed at the cursor; undefined in strings, comments and behind a number's point. */
export function pieceAt(code: string, cursor: number): Piece | undefined {
  const [prefix = ''] = wordStart.exec(code.slice(0, cursor)) ?? [];
  const [rest = ''] = wordEnd.exec(code.slice(cursor)) ?? [];
  const start = cursor - prefix.length;
  const before = code.slice(0, start);
  // What the tokenizer does not know (a decorator above) may leave the line at hand readable.
  const tokens = tokensOf(before, 0) ?? tokensOf(before, before.lastIndexOf('\n') + 1);
  if (!tokens || /^\d/.test(prefix)) return undefined;
  const last = tokens.at(-1);
  const piece = { prefix, start, end: cursor + rest.length };
  if (last?.type.label !== '.' && last?.type.label !== '?.') return { ...piece, object: undefined };
  const first = firstOfChain(tokens, tokens.length - 2);
  if (first === undefined) return undefined;
  return { ...piece, object: code.slice(first, last.start) };
}

/** A key being typed in quotes: `object["pre`; undefined elsewhere. */
export function keyAt(code: string, cursor: number) {
  const [typed, quote = '', prefix = ''] = /\[\s*(['"`])([^'"`\n]*)$/.exec(code.slice(0, cursor)) ?? [];
  if (typed === undefined) return undefined;
  // As if a name were typed behind a point there.
  const holder = `${code.slice(0, cursor - typed.length)}.`;
  const object = pieceAt(holder, holder.length)?.object;
  return object === undefined ? undefined : { object, prefix, quote, start: cursor - prefix.length };
}

/** The whole chain of names at the cursor, as hover shows it: `a.b.c`. */
export function chainAt(code: string, cursor: number): string | undefined {
  const piece = pieceAt(code, cursor);
  if (!piece) return undefined;
  const name = code.slice(piece.start, piece.end);
  if (!name) return undefined;
  return piece.object === undefined ? name : `${piece.object}.${name}`;
}

/** TypeScript's own syntax is near enough for the tokens; undefined inside of strings and comments. */
function tokensOf(all: string, from: number): Token[] | undefined {
  // At the very end `?.` would be read as two tokens.
  const code = `${all.slice(from)} `;
  const tokens: Token[] = [];
  const comments: { end: number; block: boolean }[] = [];
  try {
    const onComment = (block: boolean, _text: string, _start: number, end: number) => comments.push({ end, block });
    for (const token of tokenizer(code, { ecmaVersion: 'latest', onComment })) tokens.push(token);
  } catch {
    return undefined;
  }
  if (comments.some(({ end, block }) => !block && end === code.length)) return undefined;
  return tokens.map((token) => Object.assign(token, { start: token.start + from, end: token.end + from }));
}

const closers: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/** Walks back over `a.b`, `a[0]`, `"text"` and `(…)`. Calls are left out: evaluating them could do anything. */
function firstOfChain(tokens: readonly Token[], last: number): number | undefined {
  for (let index = last; index >= 0; index--) {
    const { label, keyword } = tokens[index]?.type ?? { label: '' };
    const before = tokens[index - 1]?.type.label;
    // `value!`: TypeScript's word that it is not null.
    if (label === '!/~' && before !== undefined && ['name', ']', ')'].includes(before)) continue;
    if (label === ']' || label === ')') {
      index = openerOf(tokens, index, label);
      const isCall = label === ')' && ['name', ')', ']'].includes(tokens[index - 1]?.type.label ?? '');
      if (isCall || index < 0) return undefined;
      if (label === ')' || !['name', ']', ')', 'string'].includes(tokens[index - 1]?.type.label ?? '')) {
        return tokens[index]?.start;
      }
      continue;
    }
    if (label !== 'name' && label !== 'string' && label !== 'regexp' && keyword !== 'this') return undefined;
    if (before !== '.' && before !== '?.') return tokens[index]?.start;
    index--;
  }
  return undefined;
}

function openerOf(tokens: readonly Token[], from: number, closer: string): number {
  let depth = 0;
  for (let index = from; index >= 0; index--) {
    const label = tokens[index]?.type.label;
    if (label === closer) depth++;
    else if (label === closers[closer] && --depth === 0) return index;
  }
  return -1;
}
