import { basename } from 'node:path';
import { Tail } from '../tail';
import type { FullLog } from './fullLog';
import { Transcript } from './transcript';

/** Front ends keep a cell's text in memory and in the notebook's file: more than this many characters they are not given. */
export const budget = 5_000_000;
/** Of what follows, the end is shown: that is where results stand. */
const tailLength = 10_000;

/** What one cell prints. The first millions of characters are for showing at once; once it is more, a file holds all of it. */
export class PrintedText {
  private readonly transcript = new Transcript();
  private readonly end = new Tail(tailLength);
  private kept: string[] = [];
  private characters = 0;
  private lines = 0;
  /** Characters that were given out when the log began. */
  private given = 0;
  private log: FullLog | undefined;

  constructor(private readonly createLog: () => FullLog) {}

  /** Returns the part that is to be shown where it was printed. */
  add(text: string): string {
    const ended = this.transcript.add(text);
    const before = this.characters;
    this.characters += ended.length;
    this.lines += countLines(ended);
    if (this.log) {
      this.note(ended);
      return '';
    }
    this.kept.push(ended);
    if (this.characters + this.transcript.open.length <= budget) return text;
    this.log = this.createLog();
    this.note(this.kept.join(''));
    this.kept = [];
    const shown = cutAtLine(text, budget - before);
    this.given = before + shown.length;
    return shown;
  }

  /** The name of the file that holds all, once there is more than is shown at once. */
  get logName(): string | undefined {
    return this.log && basename(this.log.path);
  }

  get logPath(): string | undefined {
    return this.log?.path;
  }

  /** The last lines: none that were given out before. */
  get tail(): string {
    const { open } = this.transcript;
    const text = this.end.toString() + open;
    const rest = this.characters + open.length - this.given;
    if (rest <= tailLength) return text.slice(text.length - rest);
    const last = text.slice(-tailLength);
    return last.slice(last.indexOf('\n') + 1);
  }

  /** "This cell has printed 1,000,000 lines (6.9 MB): …" */
  get summary(): string {
    const { open } = this.transcript;
    const lines = (this.lines + (open ? 1 : 0)).toLocaleString('en');
    const megabytes = ((this.characters + open.length) / 1e6).toFixed(1);
    const missing = this.log?.incomplete ? ` The log is not complete: ${this.log.incomplete}.` : '';
    return `This cell has printed ${lines} lines, ${megabytes} million characters: the beginning stands above, the end below.${missing}`;
  }

  /** The same, and where all of it is. */
  get reference(): string {
    return `${this.summary} All of it: ${this.logPath}`;
  }

  private note(ended: string): void {
    this.log?.write(ended, this.transcript.open);
    this.end.add(ended);
  }
}

/** So many characters at most: whole lines, unless a line is so long that much of it can be shown. */
function cutAtLine(text: string, most: number): string {
  const cut = text.slice(0, Math.max(0, most));
  const lines = cut.slice(0, cut.lastIndexOf('\n') + 1);
  return cut.length - lines.length > tailLength ? withoutHalfPair(cut) : lines;
}

function withoutHalfPair(text: string): string {
  return /[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text;
}

function countLines(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
