import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { controllerId, extensionId, kernelspec } from '../../../extension/contributions';

const metadata = { metadata: { kernelspec, language_info: { name: 'typescript' } } };
const decoder = new TextDecoder();

/** Opens an untitled notebook of TypeScript cells in front, with our kernel chosen. */
export async function openCells(...sources: string[]): Promise<vscode.NotebookDocument> {
  const cells = sources.map(
    (source) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, source, 'typescript'),
  );
  const data = new vscode.NotebookData(cells);
  data.metadata = metadata;
  return show(await vscode.workspace.openNotebookDocument('jupyter-notebook', data));
}

export async function show(notebook: vscode.NotebookDocument): Promise<vscode.NotebookDocument> {
  const notebookEditor = await vscode.window.showNotebookDocument(notebook);
  await vscode.commands.executeCommand('notebook.selectKernel', {
    notebookEditor,
    id: controllerId,
    extension: extensionId,
  });
  return notebook;
}

/** Asks again until it holds: the editor's own events tell nothing of when an output has arrived. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (!holds()) {
    assert.ok(Date.now() < deadline, `Waited in vain for: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

const isFinished = (cell: vscode.NotebookCell) => cell.executionSummary?.success !== undefined;

export async function runAll(notebook: vscode.NotebookDocument): Promise<void> {
  await startAll();
  await until('the cells to end', () => notebook.getCells().every(isFinished));
}

/** Does not wait for the end. */
export async function startAll(): Promise<void> {
  void vscode.commands.executeCommand('notebook.execute');
}

export async function runCell(cell: vscode.NotebookCell): Promise<void> {
  const before = cell.executionSummary?.executionOrder;
  await startCell(cell);
  await until('the cell to end', () => cell.executionSummary?.executionOrder !== before && isFinished(cell));
}

/** Does not wait for the end. */
export function startCell(cell: vscode.NotebookCell): Thenable<unknown> {
  const range = { start: cell.index, end: cell.index + 1 };
  return vscode.commands.executeCommand('notebook.cell.execute', { ranges: [range], document: cell.notebook.uri });
}

export async function edit(cell: vscode.NotebookCell, source: string): Promise<void> {
  const change = new vscode.WorkspaceEdit();
  const { document } = cell;
  change.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), source);
  assert.ok(await vscode.workspace.applyEdit(change));
}

/** Everything of one type that the cell shows, joined. */
export function shown(cell: vscode.NotebookCell | undefined, mime: string): string {
  const items = cell?.outputs.flatMap((output) => output.items) ?? [];
  return items.flatMap((item) => (item.mime === mime ? [decoder.decode(item.data)] : [])).join('');
}

export const stdout = (cell: vscode.NotebookCell | undefined) => shown(cell, 'application/vnd.code.notebook.stdout');
export const errorOf = (cell: vscode.NotebookCell | undefined) => shown(cell, 'application/vnd.code.notebook.error');
