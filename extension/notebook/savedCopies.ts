import { type NotebookDocument, workspace } from 'vscode';
import { isJustWritten } from './justWritten';

/** Save As opens the new document and closes the old one: no further apart than this. */
const newMs = 5000;

/**
 * Finds what Save As has made of a notebook, of which VS Code says no more than that it was opened: a document with the
 * same cells, whose file was written just before. Any other with these cells was there already, and has its own kernel.
 */
export class SavedCopies {
  private readonly openedAt = new WeakMap<NotebookDocument, number>();
  private readonly subscription = workspace.onDidOpenNotebookDocument((notebook) => {
    if (isJustWritten(notebook.uri)) this.openedAt.set(notebook, performance.now());
  });

  dispose(): void {
    this.subscription.dispose();
  }

  of(from: NotebookDocument): NotebookDocument | undefined {
    return workspace.notebookDocuments.find((other) => this.isNew(other) && isTwin(from, other));
  }

  private isNew(notebook: NotebookDocument): boolean {
    return performance.now() - (this.openedAt.get(notebook) ?? Number.NEGATIVE_INFINITY) < newMs;
  }
}

function isTwin(from: NotebookDocument, other: NotebookDocument): boolean {
  return other !== from && other.uri.toString() !== from.uri.toString() && textOf(other) === textOf(from);
}

function textOf(notebook: NotebookDocument): string {
  return JSON.stringify(notebook.getCells().map(({ document, kind }) => [kind, document.getText()]));
}
