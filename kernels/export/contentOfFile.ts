import { languageOf, type Notebook, type NotebookCell, type NotebookOutput, sourceOf } from '../notebook/ipynb';
import {
  type CellContent,
  errorMime,
  type NotebookContent,
  type OutputContent,
  stderrMime,
  stdoutMime,
} from './notebookContent';

/** A notebook file as the exporters see it. */
export function contentOfFile(notebook: Notebook, title: string): NotebookContent {
  return { title, cells: notebook.cells.map((cell) => contentOfCell(cell, notebook)) };
}

function contentOfCell(cell: NotebookCell, notebook: Notebook): CellContent {
  return {
    kind: cell.cell_type === 'code' ? 'code' : 'markdown',
    language: languageOf(cell, notebook) ?? '',
    source: sourceOf(cell),
    outputs: (cell.outputs ?? []).map(contentOfOutput),
  };
}

function contentOfOutput(output: NotebookOutput): OutputContent {
  switch (output.output_type) {
    case 'stream':
      return { [output.name === 'stdout' ? stdoutMime : stderrMime]: textOf(output.text) };
    case 'error':
      return { [errorMime]: JSON.stringify({ message: output.evalue, stack: output.traceback.join('\n') }) };
    default:
      return Object.fromEntries(Object.entries(output.data).map(([type, value]) => [type, textOf(value)]));
  }
}

/** Texts stand in files as lists of lines, JSON types as values. */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((line) => typeof line === 'string')) return value.join('');
  return JSON.stringify(value, undefined, 2);
}
