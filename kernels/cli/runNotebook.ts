import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { contentOfFile } from '../export/contentOfFile';
import { notebookHtml } from '../export/notebookHtml';
import { NotebookFileError, parseNotebook } from '../notebook/ipynb';
import { type NotebookArguments, readArguments, usage } from './notebookArguments';
import { NotebookRun } from './notebookRun';
import { undeclared } from './parameters';
import { junitXml, type RunResult } from './runResult';
import { writeAtomically } from './writeAtomically';

const exitCodes = { ok: 0, error: 1, interrupted: 130 } as const;
const exitUsage = 2;

/** Runs the notebook that the command line names; resolves with the exit code that `usage` lists. */
export async function runNotebook(words: readonly string[], kernelDirectory: string): Promise<number> {
  const options = readArguments(words);
  if (typeof options === 'string') return refuse(`${options}\n\n${usage}`);
  const file = resolve(options.file);
  try {
    const notebook = parseNotebook(await readFile(file, 'utf8'));
    for (const name of undeclared(notebook, options.parameters)) {
      process.stderr.write(`The parameters cell of the notebook does not mention "${name}": it is set all the same.\n`);
    }
    const run = new NotebookRun(notebook, { ...options, file, kernelDirectory });
    const result = await run.run();
    await writeReports(run, result, options);
    return exitCodes[result.status];
  } catch (error) {
    return refuse(`${file}: ${explain(error)}`);
  }
}

async function writeReports({ notebook }: NotebookRun, result: RunResult, { json, junit, html }: NotebookArguments) {
  const title = basename(result.notebook, '.ipynb');
  if (json !== undefined) await writeAtomically(resolve(json), `${JSON.stringify(result, undefined, 2)}\n`);
  if (junit !== undefined) await writeAtomically(resolve(junit), junitXml(result));
  if (html !== undefined) await writeAtomically(resolve(html), notebookHtml(contentOfFile(notebook, title)));
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
