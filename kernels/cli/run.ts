import path from 'node:path';
import { usage } from './notebookArguments';
import { runNotebook } from './runNotebook';

export const summary = 'run a notebook from the first cell to the last';

export async function main(words: readonly string[]): Promise<number> {
  if (words.includes('--help') || words.includes('-h')) {
    console.log(usage);
    return 0;
  }
  return runNotebook(words, path.join(__dirname, '../kernel'));
}
