import assert from 'node:assert/strict';
import * as vscode from 'vscode';

const id = 'activation-lab.activation-lab';

describe('The extension in the editor', () => {
  it('is present and activates', async () => {
    const extension = vscode.extensions.getExtension(id);
    assert.ok(extension, `${id} is not among ${vscode.extensions.all.length} extensions`);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('registers every command that its manifest offers', async () => {
    const extension = vscode.extensions.getExtension(id);
    await extension?.activate();
    const offered: { command: string }[] = extension?.packageJSON.contributes.commands ?? [];
    const registered = new Set(await vscode.commands.getCommands(true));
    const missing = offered.filter(({ command }) => !registered.has(command));
    assert.deepEqual(missing, []);
  });
});

describe('VS Code itself', () => {
  it('reads an .ipynb with its own notebook serializer', async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, '1 + 1', 'typescript');
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', new vscode.NotebookData([cell]));
    assert.equal(notebook.cellCount, 1);
    assert.equal(notebook.cellAt(0).document.languageId, 'typescript');
  });
});
