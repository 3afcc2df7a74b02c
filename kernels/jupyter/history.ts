import type { Content } from './message';

interface Line {
  number: number;
  input: string;
  output: string | null;
}

type Found = [session: number, line: number, source: string | [input: string, output: string | null]];

/** There is one session, this process: nothing is written to the disk. Jupyter calls the current one 0. */
const session = 1;

/** What was run, for `history_request`. */
export class History {
  private readonly lines: Line[] = [];
  private readonly byNumber = new Map<number, Line>();

  add(number: number, input: string): void {
    const line = { number, input, output: null };
    this.lines.push(line);
    this.byNumber.set(number, line);
  }

  /** The text of a cell's value. */
  setOutput(number: number, output: string): void {
    const line = this.byNumber.get(number);
    if (line) line.output = output;
  }

  find(request: Content): Found[] {
    const withOutput = request.output === true;
    return this.select(request).map(({ number, input, output }) => [
      session,
      number,
      withOutput ? [input, output] : input,
    ]);
  }

  private select({ hist_access_type: kind, ...request }: Content): Line[] {
    if (kind === 'range') return this.range(request);
    const matching = kind === 'search' ? this.search(request) : this.lines;
    return typeof request.n === 'number' ? matching.slice(-Math.max(0, request.n) || matching.length) : matching;
  }

  private range({ session: asked = 0, start = 0, stop }: Content): Line[] {
    if (asked !== 0 && asked !== session) return [];
    const first = Number(start);
    const end = typeof stop === 'number' ? stop : Number.POSITIVE_INFINITY;
    return this.lines.filter(({ number }) => number >= first && number < end);
  }

  private search({ pattern = '*', unique = false }: Content): Line[] {
    const expression = fromGlob(String(pattern));
    const found = this.lines.filter(({ input }) => expression.test(input));
    return unique === true ? [...new Map(found.map((line) => [line.input, line])).values()] : found;
  }
}

/** `*` and `?` as in file names; the whole text must match. */
function fromGlob(pattern: string): RegExp {
  const escaped = pattern.replace(/[.+^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`);
}
