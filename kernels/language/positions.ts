import { pathToFileURL } from 'node:url';
import type { Location, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { NotebookService } from './notebookService';
import type { Stretch } from './place';

export type DocumentOf = (cell: string) => TextDocument | undefined;

/** A stretch as the editor counts: lines and characters, of a cell or of a file on disk. */
export function locationOf(notebook: NotebookService, stretch: Stretch, documentOf: DocumentOf): Location | undefined {
  const { uri, fileName, start, end } = stretch;
  if (uri !== undefined) {
    const document = documentOf(uri);
    return document && { uri, range: rangeIn(document, start, end) };
  }
  const source = notebook.service.getProgram()?.getSourceFile(fileName);
  if (!source) return undefined;
  const range: Range = {
    start: source.getLineAndCharacterOfPosition(start),
    end: source.getLineAndCharacterOfPosition(end),
  };
  return { uri: pathToFileURL(fileName).href, range };
}

export function rangeIn(document: TextDocument, start: number, end: number): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}
