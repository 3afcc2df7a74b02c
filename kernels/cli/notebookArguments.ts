import { parseArgs } from 'node:util';
import { type Parameters, parseParameter } from './parameters';

export const usage = `Usage: activation-lab run FILE.ipynb [options]

Runs the cells of a notebook in order and writes the executed notebook beside it (NAME.executed.ipynb).

  --out FILE          write the executed notebook there (also --output, -o)
  --in-place          write the outputs into FILE.ipynb itself
  --param NAME=VALUE  set a variable, behind the cell tagged "parameters"; may be repeated (also -p)
  --timeout SECONDS   stop a cell that runs longer
  --json FILE         write what became of every cell, and all tracked curves
  --junit FILE        write the same for a build server, a cell being a test case
  --html FILE         write a page to look at: words, code and outputs

Exit code: 0 when every cell ran, 1 on an error in a cell, 2 when nothing could run, 130 on Ctrl+C.`;

export interface NotebookArguments {
  file: string;
  output: string;
  parameters: Parameters;
  timeoutMs: number;
  json?: string;
  junit?: string;
  html?: string;
}

const options = {
  'in-place': { type: 'boolean' },
  out: { type: 'string' },
  output: { type: 'string', short: 'o' },
  param: { type: 'string', short: 'p', multiple: true },
  timeout: { type: 'string' },
  json: { type: 'string' },
  junit: { type: 'string' },
  html: { type: 'string' },
} as const;

/** A string says what is wrong with them. */
export function readArguments(words: readonly string[]): NotebookArguments | string {
  try {
    const { values, positionals } = parseArgs({ args: [...words], allowPositionals: true, options });
    const [file, ...more] = positionals;
    if (file === undefined) return 'Which notebook? Name one file.';
    if (more.length > 0) return `One notebook at a time: ${positionals.join(', ')}.`;
    const { 'in-place': inPlace, out, output = out, param = [], timeout, json, junit, html } = values;
    if (inPlace && output) return 'Either --in-place or --output FILE, not both.';
    return {
      file,
      output: inPlace ? file : (output ?? file.replace(/(\.ipynb)?$/i, '.executed.ipynb')),
      parameters: new Map(param.map(parseParameter)),
      timeoutMs: timeoutOf(timeout),
      ...(json !== undefined && { json }),
      ...(junit !== undefined && { junit }),
      ...(html !== undefined && { html }),
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** No limit when none is given. */
function timeoutOf(words: string | undefined): number {
  const seconds = words === undefined ? Number.POSITIVE_INFINITY : Number(words);
  if (!(seconds > 0)) throw new Error(`--timeout ${words}: write a number of seconds above 0.`);
  return seconds * 1000;
}
