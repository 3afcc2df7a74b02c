import { parseArgs } from 'node:util';

export const usage = `Usage: npm run notebook -- FILE.ipynb [--in-place] [--output FILE]

Runs the cells of a notebook in order and writes the executed notebook beside it (NAME.executed.ipynb).

  --in-place      write the outputs into FILE.ipynb itself
  --output FILE   write the executed notebook there`;

export interface NotebookArguments {
  file: string;
  output: string;
}

/** A string says what is wrong with them. */
export function readArguments(words: string[]): NotebookArguments | string {
  try {
    const { values, positionals } = parseArgs({
      args: words,
      allowPositionals: true,
      options: { 'in-place': { type: 'boolean' }, output: { type: 'string', short: 'o' } },
    });
    const [file, ...more] = positionals;
    if (file === undefined) return 'Which notebook? Name one file.';
    if (more.length > 0) return `One notebook at a time: ${positionals.join(', ')}.`;
    if (values['in-place'] && values.output) return 'Either --in-place or --output FILE, not both.';
    const output = values['in-place'] ? file : (values.output ?? file.replace(/(\.ipynb)?$/i, '.executed.ipynb'));
    return { file, output };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
