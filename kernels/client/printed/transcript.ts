import { stripVTControlCharacters } from 'node:util';

/** A line longer than this is taken for ended: nobody goes back over it any more. */
const longestLine = 100_000;

/** A sequence of colours that may go on in the next piece of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is how colours begin.
const unfinished = /\x1b(?:\[[\d;?]*)?$/;

/**
 * Text as a terminal leaves it: a carriage return goes back to the start of the line, and what follows is written over
 * it, so that a progress bar is one line however often it moves. Without colours.
 */
export class Transcript {
  /** The line that is being written. */
  open = '';
  private column = 0;
  private held = '';

  /** Returns the lines that it has ended. */
  add(text: string): string {
    const plain = this.withoutColours(text);
    if (!/[\r\b]/.test(plain)) return this.addPlain(plain);
    return plain.split(/(\r\n|[\r\n\b])/).reduce((ended, part) => ended + this.addPart(part), '');
  }

  private addPlain(text: string): string {
    const end = text.lastIndexOf('\n') + 1;
    if (end === 0) return this.write(text);
    const first = text.indexOf('\n');
    const ended = this.write(text.slice(0, first)) + this.endLine() + text.slice(first + 1, end);
    return ended + this.write(text.slice(end));
  }

  private addPart(part: string): string {
    if (part === '\n' || part === '\r\n') return this.endLine();
    if (part === '\r') this.column = 0;
    else if (part === '\b') this.column = Math.max(0, this.column - 1);
    else return this.write(part);
    return '';
  }

  private write(text: string): string {
    const { open, column } = this;
    this.open = open.slice(0, column) + text + open.slice(column + text.length);
    this.column = column + text.length;
    if (this.open.length <= longestLine) return '';
    const long = this.open;
    this.open = '';
    this.column = 0;
    return long;
  }

  private endLine(): string {
    const line = this.open;
    this.open = '';
    this.column = 0;
    return `${line}\n`;
  }

  private withoutColours(text: string): string {
    const all = this.held + text;
    this.held = '';
    if (!all.includes('\x1b')) return all;
    this.held = unfinished.exec(all)?.[0] ?? '';
    return stripVTControlCharacters(all.slice(0, all.length - this.held.length));
  }
}
