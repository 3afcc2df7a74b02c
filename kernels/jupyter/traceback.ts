import type { CellError } from '../notebook/wire';

const red = '\x1b[1;31m';
const blue = '\x1b[34m';
const grey = '\x1b[90m';
const yellow = '\x1b[33m';
const plain = '\x1b[0m';

/** An error's lines in the colours that Jupyter's front ends show. */
export function tracebackOf({ name, message, stack, hint }: CellError): string[] {
  const headline = `${name}: ${message}`;
  const rest = stack.startsWith(headline) ? stack.slice(headline.length).replace(/^\n/, '') : stack;
  const lines = rest.split('\n').map((line) => (line === hint ? `${yellow}${line}${plain}` : coloured(line)));
  return [`${red}${name}${plain}: ${message}`, ...(rest === '' ? [] : lines)];
}

function coloured(line: string): string {
  const frame = /^( {4}at )(?:(.*) \((.*)\)|(.*))$/.exec(line);
  if (frame) {
    const [, at, called, place = '', bare = ''] = frame;
    return called
      ? `${grey}${at}${plain}${called} (${blue}${place}${plain})`
      : `${grey}${at}${plain}${blue}${bare}${plain}`;
  }
  if (/^> +\d+ \|/.test(line)) return `${red}>${plain}${line.slice(1)}`;
  return /^ +(\d+ )?\|/.test(line) ? `${grey}${line}${plain}` : line;
}

/** The fields that `execute_reply` and the `error` message share. */
export function errorContent(error: CellError): { ename: string; evalue: string; traceback: string[] } {
  return { ename: error.name, evalue: error.message, traceback: tracebackOf(error) };
}
