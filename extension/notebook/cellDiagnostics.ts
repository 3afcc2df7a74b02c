import { Diagnostic, DiagnosticSeverity, languages, type NotebookCell, Range } from 'vscode';
import type { CellError } from '../../kernels/notebook/wire';

/** The squiggle at the line that failed, until the cell is edited or run again. */
export class CellDiagnostics {
  private readonly collection = languages.createDiagnosticCollection('activationLab.kernel');

  clear(cell: NotebookCell): void {
    this.collection.delete(cell.document.uri);
  }

  show(cells: readonly NotebookCell[], error: CellError): void {
    const { location } = error;
    const cell = location && cells.find(({ document }) => document.uri.toString() === location.cellId);
    if (!cell || location.line > cell.document.lineCount) return;
    const line = cell.document.lineAt(location.line - 1);
    const start = Math.min(Math.max(location.column - 1, line.firstNonWhitespaceCharacterIndex), line.text.length);
    const range = cell.document.getWordRangeAtPosition(line.range.start.with({ character: start })) ?? line.range;
    const diagnostic = new Diagnostic(
      new Range(range.start, range.end),
      [`${error.name}: ${error.message}`, error.hint].filter(Boolean).join('\n'),
      DiagnosticSeverity.Error,
    );
    diagnostic.source = 'Activation Lab';
    this.collection.set(cell.document.uri, [diagnostic]);
  }

  dispose(): void {
    this.collection.dispose();
  }
}
