import type ts from '@typescript/typescript6';
import type { CellModule } from './cellModule';
import type { NotebookService } from './notebookService';

/** Where in a notebook a question is asked. */
export interface Place {
  readonly notebook: NotebookService;
  readonly module: CellModule;
  /** In the module's text, hidden line included: what TypeScript counts by. */
  readonly position: number;
}

export function placeIn(notebook: NotebookService, cellUri: string, offset: number): Place | undefined {
  const module = notebook.modules.ofCell(cellUri);
  return module && { notebook, module, position: module.start + offset };
}

/** A stretch of a cell, in the cell's own offsets, or of a file. */
export interface Stretch {
  readonly uri: string | undefined;
  readonly fileName: string;
  readonly start: number;
  readonly end: number;
}

/** Undefined for what lies in a hidden line: nobody can go there. */
export function stretchOf(notebook: NotebookService, fileName: string, span: ts.TextSpan): Stretch | undefined {
  const module = notebook.modules.ofFile(fileName);
  const hidden = module?.start ?? 0;
  if (span.start < hidden) return undefined;
  const start = span.start - hidden;
  return { uri: module?.uri, fileName, start, end: start + span.length };
}
