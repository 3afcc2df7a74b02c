import * as vscode from 'vscode';
import { sourceOfCell } from './cells';
import type { Detection, OffsetRange } from './detection';
import type { Parsers } from './grammars';
import { whyUnreadable } from './readable';
import { familyOf, fileSource, isRewriteLanguage, type Source } from './source';

/** A document of the editor as text to search; null where nobody would swap anything. */
export async function sourceOfDocument(parsers: Parsers, document: vscode.TextDocument): Promise<Source | null> {
  const { languageId } = document;
  const text = document.getText();
  if (!isRewriteLanguage(languageId) || whyUnreadable(text)) {
    return null;
  }
  const cells = notebookOf(document)?.getCells() ?? [];
  const place = cells.findIndex((cell) => cell.document === document);
  if (place < 0) {
    return fileSource(text, languageId);
  }
  const related = cells.map(({ document: other }) => {
    const isRelated = isRewriteLanguage(other.languageId) && familyOf(other.languageId) === familyOf(languageId);
    return isRelated ? other.getText() : '';
  });
  return sourceOfCell(parsers, related.slice(0, place), text, languageId, related.slice(place + 1).join('\n'));
}

export function notebookOf(document: vscode.TextDocument): vscode.NotebookDocument | undefined {
  return document.uri.scheme === 'vscode-notebook-cell'
    ? vscode.workspace.notebookDocuments.find((each) => each.getCells().some((cell) => cell.document === document))
    : undefined;
}

export function rangeIn(document: vscode.TextDocument, source: Source | null, range: OffsetRange): vscode.Range {
  const before = source?.editableFrom ?? 0;
  return new vscode.Range(document.positionAt(range.start - before), document.positionAt(range.end - before));
}

/** The source, to be searched in the lines of the range alone. */
export function linesOf(document: vscode.TextDocument, source: Source, { start, end }: vscode.Range): Source {
  const offsetOf = (line: number) => document.offsetAt(new vscode.Position(line, 0)) + source.editableFrom;
  return { ...source, searched: { start: offsetOf(start.line), end: offsetOf(end.line + 1) } };
}

/** The site under the selection; else the only one of its line, so that the bulb need not be aimed at. */
export function siteAt(
  document: vscode.TextDocument,
  source: Source,
  range: vscode.Range,
  detections: readonly Detection[],
): Detection | undefined {
  const touched = detections.filter((each) => rangeIn(document, source, each).intersection(range));
  const onLine = detections.filter((each) => rangeIn(document, source, each).start.line === range.start.line);
  return touched[0] ?? (onLine.length === 1 ? onLine[0] : undefined);
}
