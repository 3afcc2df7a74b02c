import * as vscode from 'vscode';

/**
 * Opens the changed notebooks of these cells that no tab shows: unlike a text file, such a notebook would keep its edits
 * out of sight, and unsaved.
 */
export async function showNotebooks(cells: readonly vscode.TextDocument[]): Promise<void> {
  const front = vscode.window.activeTextEditor;
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const shown = new Set(tabs.map(({ input }) => input instanceof vscode.TabInputNotebook && input.uri.toString()));
  const hidden = vscode.workspace.notebookDocuments.filter((notebook) => {
    return notebook.isDirty && !shown.has(notebook.uri.toString()) && isOneOf(notebook, cells);
  });
  for (const notebook of hidden) {
    await vscode.window.showNotebookDocument(notebook, { preserveFocus: true, preview: false });
  }
  if (front && hidden.length > 0) await vscode.window.showTextDocument(front.document, front.viewColumn);
}

function isOneOf(notebook: vscode.NotebookDocument, cells: readonly vscode.TextDocument[]): boolean {
  const own = new Set(notebook.getCells().map(({ document }) => document.uri.toString()));
  return cells.some(({ uri }) => own.has(uri.toString()));
}
