import type { Engine } from './engine';
import type { Content } from './message';
import { askedName } from './pager';
import { toCharacters, toUtf16 } from './textOffset';

/** Answers to requests about code that is being written. */
export class Assistance {
  constructor(private readonly engine: Engine) {}

  async complete({ code, cursor_pos: position }: Content): Promise<Content> {
    const text = String(code ?? '');
    const client = await this.engine.client();
    const { matches, start, end } = await client.complete({ code: text, cursor: cursorIn(text, position) });
    return {
      status: 'ok',
      matches,
      cursor_start: toCharacters(text, start),
      cursor_end: toCharacters(text, end),
      metadata: {},
    };
  }

  async inspect({ code, cursor_pos: position, detail_level: level }: Content): Promise<Content> {
    const text = String(code ?? '');
    const client = await this.engine.client();
    const data = await client.inspect({ code: text, cursor: cursorIn(text, position), detail: Number(level ?? 0) });
    return { status: 'ok', found: data !== null, data: data ?? {}, metadata: {} };
  }

  async isComplete({ code }: Content): Promise<Content> {
    const text = String(code ?? '');
    if (askedName(text) !== undefined) return { status: 'complete' };
    const client = await this.engine.client();
    const status = await client.isComplete(text);
    return status === 'incomplete' ? { status, indent: indentBehind(text) } : { status };
  }
}

function cursorIn(text: string, position: unknown): number {
  return typeof position === 'number' ? toUtf16(text, position) : text.length;
}

/** As deep as the last line, and deeper when it opens something. */
function indentBehind(text: string): string {
  const last = text.slice(text.lastIndexOf('\n') + 1);
  const [indent = ''] = /^\s*/.exec(last) ?? [];
  return /[{([]\s*$/.test(last) ? `${indent}  ` : indent;
}
