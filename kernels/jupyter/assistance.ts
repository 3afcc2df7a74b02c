import type { Completion } from '../notebook/wire';
import type { Engine } from './engine';
import type { Content } from './message';
import { askedName } from './pager';
import { toCharacters, toUtf16 } from './textOffset';
import type { Hover, Types } from './types/types';

/** Answers to requests about code that is being written: from the values that cells have made, and from the types. */
export class Assistance {
  constructor(
    private readonly engine: Engine,
    private readonly types: Types,
  ) {}

  /** A cell was run: what it declares is there. */
  ran(cell: string, source: string): void {
    this.types.ran(cell, source);
  }

  async complete({ code, cursor_pos: position }: Content): Promise<Content> {
    const text = String(code ?? '');
    const { matches, start, end } = await this.completionsAt(text, cursorIn(text, position));
    return {
      status: 'ok',
      matches,
      cursor_start: toCharacters(text, start),
      cursor_end: toCharacters(text, end),
      metadata: {},
    };
  }

  /** Values know best what is there; the types, what is not there yet. */
  private async completionsAt(code: string, cursor: number): Promise<Completion> {
    const client = await this.engine.client();
    const known = await client.complete({ code, cursor });
    const typed = code.slice(known.start, cursor);
    if (known.matches.some((name) => name.startsWith(typed))) return known;
    const proposed = await this.types.completions(code, cursor);
    return proposed.matches.length > 0 ? proposed : known;
  }

  async inspect({ code, cursor_pos: position, detail_level: level }: Content): Promise<Content> {
    const text = String(code ?? '');
    const data = await this.describe(text, nameAt(text, cursorIn(text, position)), Number(level ?? 0));
    return { status: 'ok', found: data !== null, data: data ?? {}, metadata: {} };
  }

  /** What is known of the name at a place; null when nothing is. */
  async describe(code: string, cursor: number, detail: number): Promise<Content | null> {
    const client = await this.engine.client();
    const [value, type] = await Promise.all([client.inspect({ code, cursor, detail }), this.types.hover(code, cursor)]);
    return type ? together(type, value) : value;
  }

  async isComplete({ code }: Content): Promise<Content> {
    const text = String(code ?? '');
    if (askedName(text) !== undefined) return { status: 'complete' };
    const client = await this.engine.client();
    const status = await client.isComplete(text);
    return status === 'incomplete' ? { status, indent: indentBehind(text) } : { status };
  }
}

/** The comment above a declaration may be known to both. */
function together({ signature, documentation }: Hover, value: Content | null): Content {
  const shown = String(value?.['text/plain'] ?? '');
  const [first = ''] = documentation.split('\n');
  const parts = [signature, shown, shown.includes(first) ? '' : documentation];
  return { ...value, 'text/plain': parts.filter(Boolean).join('\n\n') };
}

function cursorIn(text: string, position: unknown): number {
  return typeof position === 'number' ? toUtf16(text, position) : text.length;
}

/** The cursor, or between the brackets of a call the end of what is called. */
function nameAt(code: string, cursor: number): number {
  if (/[\p{ID_Continue}$]/u.test(code.slice(Math.max(0, cursor - 1), cursor + 1))) return cursor;
  let depth = 0;
  for (let index = cursor - 1; index >= 0; index--) {
    if (code[index] === ')') depth++;
    if (code[index] === '(' && depth-- === 0) return index;
  }
  return cursor;
}

/** As deep as the last line, and deeper when it opens something. */
function indentBehind(text: string): string {
  const last = text.slice(text.lastIndexOf('\n') + 1);
  const [indent = ''] = /^\s*/.exec(last) ?? [];
  return /[{([]\s*$/.test(last) ? `${indent}  ` : indent;
}
