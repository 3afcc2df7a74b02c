import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { NotebookFileError, parseNotebook } from '../notebook/ipynb';
import { readArguments, usage } from './notebookArguments';
import { NotebookRun } from './notebookRun';

const exitUsage = 2;

/** `npm run notebook -- FILE.ipynb`: exit code 0 when every cell ran, 1 on an error in a cell, 2 when nothing could run, 130 on Ctrl+C. */
export async function main(words: string[], kernelDirectory: string): Promise<number> {
  const options = readArguments(words);
  if (typeof options === 'string') return refuse(`${options}\n\n${usage}`);
  const file = resolve(options.file);
  try {
    const notebook = parseNotebook(await readFile(file, 'utf8'));
    return await new NotebookRun(notebook, { file, output: options.output, kernelDirectory }).run();
  } catch (error) {
    return refuse(`${file}: ${explain(error)}`);
  }
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ENOENT') return `There is no such file (${'path' in error ? error.path : 'path unknown'}).`;
  if (code === 'EISDIR') return 'This is a folder; name a notebook in it.';
  if (code === 'ENOSPC')
    return 'The disk is full: the executed notebook could not be written. Free some space and run again.';
  if (code === 'EACCES' || code === 'EROFS')
    return `No permission: ${error.message}. Choose another place with --output.`;
  if (error instanceof NotebookFileError) return error.message;
  const hint = 'hint' in error && typeof error.hint === 'string' ? ` ${error.hint}` : '';
  return `${error.message}${hint}`;
}

function refuse(message: string): number {
  process.stderr.write(`${message}\n`);
  return exitUsage;
}

main(process.argv.slice(2), resolve(__dirname, '../../dist/kernel')).then((code) => {
  process.exitCode = code;
});
