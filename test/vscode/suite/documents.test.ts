import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { extensionId, kernelspec } from '../../../extension/contributions';
import { isAlive } from '../../support/isAlive';
import { errorOf, openCells, runCell, show, shown, startCell, stdout, until } from './notebooks';

const metadata = { kernelspec, language_info: { name: 'typescript' } };

describe('The kernel of a notebook', () => {
  let folder: string;
  before(async () => void (await vscode.extensions.getExtension(extensionId)?.activate()));
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'documents-'));
  });
  afterEach(async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllGroups');
    rmSync(folder, { recursive: true, force: true });
  });

  /** A notebook of TypeScript cells on the disk, open in front. */
  async function openFile(name: string, ...sources: string[]): Promise<vscode.NotebookDocument> {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    const cells = sources.map((source) => {
      return { cell_type: 'code', metadata: {}, outputs: [], execution_count: null, source: [source] };
    });
    writeFileSync(file, JSON.stringify({ cells, metadata, nbformat: 4, nbformat_minor: 5 }));
    // As a click in the explorer does: a document that a program opens stays open when its tab is closed.
    await vscode.commands.executeCommand('vscode.openWith', vscode.Uri.file(file), 'jupyter-notebook');
    return show(await shownAs(file));
  }

  /** The notebook that an editor shows of a file. */
  async function shownAs(file: string): Promise<vscode.NotebookDocument> {
    const uri = vscode.Uri.file(file).toString();
    const find = () => vscode.window.visibleNotebookEditors.find(({ notebook }) => notebook.uri.toString() === uri);
    await until(`an editor of ${file}`, () => find() !== undefined);
    const editor = find();
    assert.ok(editor);
    return editor.notebook;
  }

  /** Renames a file or folder as the explorer does; resolves with the document that the notebook is then. */
  async function rename(from: string, to: string, notebook: string): Promise<vscode.NotebookDocument> {
    const edit = new vscode.WorkspaceEdit();
    edit.renameFile(vscode.Uri.file(path.join(folder, from)), vscode.Uri.file(path.join(folder, to)));
    const wasDirty = vscode.window.activeNotebookEditor?.notebook.isDirty;
    assert.ok(await vscode.workspace.applyEdit(edit));
    const renamed = await shownAs(path.join(folder, notebook));
    // VS Code opens the file first, and puts in afterwards what was not saved.
    await until('the document to be whole', () => renamed.isDirty === wasDirty);
    // Until its editor is ready, VS Code drops a request to run without a word.
    await vscode.window.showNotebookDocument(renamed);
    return renamed;
  }

  async function resultOf(notebook: vscode.NotebookDocument, index: number): Promise<string> {
    const cell = notebook.cellAt(index);
    await runCell(cell);
    assert.equal(errorOf(cell), '');
    return shown(cell, 'text/plain');
  }

  const pidOf = async (notebook: vscode.NotebookDocument, index: number) => Number(await resultOf(notebook, index));

  it('is its own beside another notebook', async () => {
    const one = await openCells('const mine = 1; process.pid', 'typeof theirs');
    const two = await openCells('const theirs = 2; process.pid', 'typeof mine');
    await vscode.window.showNotebookDocument(one, { viewColumn: vscode.ViewColumn.One });
    await vscode.window.showNotebookDocument(two, { viewColumn: vscode.ViewColumn.Two });
    assert.notEqual(await pidOf(one, 0), await pidOf(two, 0));
    assert.equal(await resultOf(one, 1), "'undefined'");
    assert.equal(await resultOf(two, 1), "'undefined'");
  });

  it('is one for two editors of the same notebook, which show the same outputs', async () => {
    const notebook = await openCells('let n = 1; process.pid', '++n');
    await vscode.window.showNotebookDocument(notebook, { viewColumn: vscode.ViewColumn.One });
    await vscode.window.showNotebookDocument(notebook, { viewColumn: vscode.ViewColumn.Two });
    const editors = vscode.window.visibleNotebookEditors.filter((editor) => editor.notebook === notebook);
    assert.equal(editors.length, 2);
    const pid = await pidOf(notebook, 0);
    assert.equal(await resultOf(notebook, 1), '2');
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
    assert.equal(await resultOf(notebook, 1), '3');
    assert.equal(await pidOf(notebook, 0), pid);
  });

  it('keeps its variables and outputs when the file is renamed', async () => {
    const before = await openFile('before.ipynb', 'const kept = 5; console.log("first"); process.pid', 'kept');
    const pid = await pidOf(before, 0);
    const after = await rename('before.ipynb', 'after.ipynb', 'after.ipynb');
    assert.equal(stdout(after.cellAt(0)), 'first\n');
    assert.equal(await resultOf(after, 1), '5');
    assert.equal(await pidOf(after, 0), pid);
  });

  it('starts relative names from the new folder when the file, or a folder above it, is moved', async () => {
    const cells = [
      'const kept = 5; 0',
      "import { where } from './where'\n[kept, where, __dirname, process.cwd()].join()",
    ];
    await openFile('old/moved.ipynb', ...cells).then((notebook) => runCell(notebook.cellAt(0)));
    for (const name of ['old', 'new']) {
      mkdirSync(path.join(folder, name), { recursive: true });
      writeFileSync(path.join(folder, name, 'where.ts'), `export const where: string = '${name}';`);
    }
    const place = (name: string) => path.join(folder, name);
    const moved = await rename('old/moved.ipynb', 'new/moved.ipynb', 'new/moved.ipynb');
    assert.equal(await resultOf(moved, 1), `'5,new,${place('new')},${place('new')}'`);
    const again = await rename('new', 'newer', 'newer/moved.ipynb');
    assert.equal(await resultOf(again, 1), `'5,new,${place('newer')},${place('newer')}'`);
  });

  it('goes on with the running cell when the file is renamed, and loses none of its output', async () => {
    const loop =
      'for (let i = 0; i < 60; i++) { console.log(i); await new Promise((next) => setTimeout(next, 50)) }\nprocess.pid';
    const before = await openFile('running.ipynb', loop);
    startCell(before.cellAt(0));
    await until('some output', () => stdout(before.cellAt(0)).includes('3\n'));
    const after = await rename('running.ipynb', 'renamed.ipynb', 'renamed.ipynb');
    const cell = after.cellAt(0);
    await until('the cell to end', () => cell.executionSummary?.success !== undefined);
    assert.equal(errorOf(cell), '');
    assert.deepEqual(
      stdout(cell).trim().split('\n').map(Number),
      Array.from({ length: 60 }, (_, index) => index),
    );
    assert.match(shown(cell, 'text/plain'), /^\d+$/);
  });

  it('ends when the notebook is closed, also while a cell runs, with what the cell has started', async () => {
    const source = `const child = require('node:child_process').spawn('sleep', ['1000'])
      require('node:fs').writeFileSync('pids', [process.pid, child.pid].join())
      for (;;) {}`;
    const notebook = await openFile('closed.ipynb', source);
    startCell(notebook.cellAt(0));
    const file = path.join(folder, 'pids');
    let pids: number[] = [];
    await until('the cell to run', () => {
      pids = readIfThere(file).split(',').map(Number);
      return pids.length === 2;
    });
    assert.deepEqual(pids.map(isAlive), [true, true]);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await until('the processes to end', () => !pids.some(isAlive));
  });
});

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
