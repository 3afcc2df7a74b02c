import { randomUUID } from 'node:crypto';
import type { MimeBundle } from '../lab/host';
import type { CellError, CellLanguage } from './wire';

/** A Jupyter notebook file, as far as we touch it; everything else in it is kept as it is. */
export interface Notebook {
  cells: NotebookCell[];
  metadata: { kernelspec?: { language?: string; name?: string }; language_info?: { name?: string } };
  nbformat: number;
  nbformat_minor: number;
}

export interface NotebookCell {
  cell_type: string;
  id?: string;
  source: string | string[];
  metadata: { vscode?: { languageId?: string }; tags?: string[] };
  outputs?: NotebookOutput[];
  execution_count?: number | null;
}

export type NotebookOutput =
  | { output_type: 'stream'; name: 'stdout' | 'stderr'; text: string[] }
  | { output_type: 'display_data'; data: Record<string, unknown>; metadata: object }
  | { output_type: 'execute_result'; data: Record<string, unknown>; metadata: object; execution_count: number | null }
  | { output_type: 'error'; ename: string; evalue: string; traceback: string[] };

/** The file is not a notebook that we can run: why, and what would be one. */
export class NotebookFileError extends Error {}

export function parseNotebook(text: string): Notebook {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new NotebookFileError(`It is not a notebook: its text is not JSON (${reason}).`);
  }
  if (!isNotebook(parsed))
    throw new NotebookFileError('It is not a notebook: its JSON has no list of cells ("cells").');
  if (parsed.nbformat !== 4) {
    throw new NotebookFileError(
      `It is a notebook of format ${parsed.nbformat}: open and save it in a current Jupyter (format 4).`,
    );
  }
  const language = parsed.metadata.kernelspec?.language ?? parsed.metadata.language_info?.name;
  if (language && !/^(typescript|javascript|ts|js|node|deno)$/i.test(language)) {
    throw new NotebookFileError(
      `It is written for another language: ${language}. This kernel runs TypeScript and JavaScript.`,
    );
  }
  return parsed;
}

export function sourceOf(cell: NotebookCell): string {
  return typeof cell.source === 'string' ? cell.source : cell.source.join('');
}

/** The language of a code cell; undefined when it is written in one that this kernel does not run. */
export function languageOf(cell: NotebookCell, { metadata }: Notebook): CellLanguage | undefined {
  const own = cell.metadata.vscode?.languageId ?? metadata.language_info?.name ?? metadata.kernelspec?.language;
  if (own === undefined || /^(typescript|ts|node|deno)$/i.test(own)) return 'typescript';
  return /^(javascript|js)$/i.test(own) ? 'javascript' : undefined;
}

/** Format 4.5 wants an id in every cell. */
export function withIds(notebook: Notebook): Notebook {
  const seen = new Set<string>();
  for (const cell of notebook.cells) {
    if (!cell.id || seen.has(cell.id)) cell.id = randomUUID().slice(0, 8);
    seen.add(cell.id);
  }
  return { ...notebook, nbformat: 4, nbformat_minor: Math.max(5, notebook.nbformat_minor) };
}

/** As Jupyter writes it, so that a diff shows what changed and nothing else. */
export function formatNotebook(notebook: Notebook): string {
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

export function streamOutput(name: 'stdout' | 'stderr', text: string): NotebookOutput {
  return { output_type: 'stream', name, text: linesOf(text) };
}

/** More text of a stream: its last line may go on. */
export function appendText(lines: string[], text: string): void {
  const last = lines.at(-1);
  const added = linesOf(text);
  if (last !== undefined && !last.endsWith('\n')) lines[lines.length - 1] = last + (added.shift() ?? '');
  for (const line of added) lines.push(line);
}

export function displayOutput(bundle: MimeBundle): NotebookOutput & { output_type: 'display_data' } {
  const data = Object.entries(bundle).map(([type, value]) => [
    type,
    typeof value === 'string' && !type.startsWith('image/p') && type !== 'image/jpeg' ? linesOf(value) : value,
  ]);
  return { output_type: 'display_data', data: Object.fromEntries(data), metadata: {} };
}

/** The value of a cell, under the number of its run. */
export function resultOutput(bundle: MimeBundle, count: number | null): NotebookOutput {
  return { ...displayOutput(bundle), output_type: 'execute_result', execution_count: count };
}

export function errorOutput({ name, message, stack }: CellError): NotebookOutput {
  return { output_type: 'error', ename: name, evalue: message, traceback: stack.split('\n') };
}

function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function isNotebook(value: unknown): value is Notebook {
  if (typeof value !== 'object' || value === null || !('cells' in value) || !Array.isArray(value.cells)) return false;
  if (!('metadata' in value)) Object.assign(value, { metadata: {} });
  return value.cells.every(isCell);
}

function isCell(cell: unknown): cell is NotebookCell {
  if (typeof cell !== 'object' || cell === null || !('cell_type' in cell) || !('source' in cell)) return false;
  if (!('metadata' in cell) || typeof cell.metadata !== 'object' || !cell.metadata)
    Object.assign(cell, { metadata: {} });
  return typeof cell.source === 'string' || Array.isArray(cell.source);
}
