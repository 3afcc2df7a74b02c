import * as vscode from 'vscode';

/**
 * What VS Code does after a refactoring with text files alone, done with the notebooks among these changed documents:
 * saved, where several files have changed and the setting says so. Each is shown once before: a notebook's tab that was
 * never in front looks saved when it is not, and "Save All" passes over it, after an undo too. That one is dirty is told
 * a moment after the edit: it is not asked here.
 */
export async function finishNotebooks(documents: readonly vscode.TextDocument[]): Promise<void> {
  const changed = vscode.workspace.notebookDocuments.filter((notebook) => isOneOf(notebook, documents));
  await showInTurn(changed);
  const saves = vscode.workspace.getConfiguration('files').get('refactoring.autoSave', true);
  if (saves && filesOf(documents) > 1) await Promise.all(changed.map((notebook) => notebook.save()));
}

async function showInTurn(notebooks: readonly vscode.NotebookDocument[]): Promise<void> {
  const { activeTextEditor: text, activeNotebookEditor: front } = vscode.window;
  const visible = new Set(vscode.window.visibleNotebookEditors.map(({ notebook }) => notebook));
  const hidden = notebooks.filter((notebook) => !visible.has(notebook));
  if (hidden.length === 0) return;
  for (const notebook of hidden) {
    await vscode.window.showNotebookDocument(notebook, { preserveFocus: true, preview: false });
  }
  const back = { preserveFocus: true, preview: false };
  if (front) await vscode.window.showNotebookDocument(front.notebook, { ...back, viewColumn: front.viewColumn });
  else if (text) await vscode.window.showTextDocument(text.document, { ...back, viewColumn: text.viewColumn });
}

function isOneOf(notebook: vscode.NotebookDocument, documents: readonly vscode.TextDocument[]): boolean {
  const own = new Set(notebook.getCells().map(({ document }) => document.uri.toString()));
  return documents.some(({ uri }) => own.has(uri.toString()));
}

/** A notebook's cells have its path. */
function filesOf(documents: readonly vscode.TextDocument[]): number {
  return new Set(documents.map(({ uri }) => uri.path)).size;
}
