import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';
import { commands, extensionId } from '../../../extension/contributions';
import { edit, errorOf, openCells, runAll, runCell, show, shown, startAll, stdout, until } from './notebooks';

const settings = () => vscode.workspace.getConfiguration('activationLab');

describe('A TypeScript notebook', () => {
  before(async () => void (await vscode.extensions.getExtension(extensionId)?.activate()));
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('runs cells in order, shares their names, shows streams and the last value', async () => {
    const notebook = await openCells('const a: number = await Promise.resolve(20);', 'console.log("a is", a);\na + 1');
    await runAll(notebook);
    const [first, second] = notebook.getCells();
    assert.deepEqual([first?.executionSummary?.executionOrder, second?.executionSummary?.executionOrder], [1, 2]);
    assert.equal(stdout(second), 'a is 20\n');
    assert.equal(shown(second, 'text/plain'), '21');
  });

  it('shows rich output, and updates it in place', async () => {
    const notebook = await openCells(
      `import * as lab from 'activation-lab';
lab.display.html('<b>bold</b>');
lab.display.svg('<svg xmlns="http://www.w3.org/2000/svg"></svg>');
lab.display.markdown('# m');
lab.display.json({ a: [1] });
const progress = lab.progress('Counting', 3);
for (let i = 0; i < 3; i++) progress.advance();
progress.done();`,
    );
    await runAll(notebook);
    const cell = notebook.cellAt(0);
    assert.equal(errorOf(cell), '');
    assert.match(shown(cell, 'text/html'), /<b>bold<\/b>/);
    assert.match(shown(cell, 'image/svg+xml'), /<svg/);
    assert.equal(shown(cell, 'text/markdown'), '# m');
    assert.deepEqual(JSON.parse(shown(cell, 'application/json')), { a: [1] });
    assert.equal(cell.outputs.length, 5);
    assert.match(shown(cell, 'text/plain'), /Counting.*3/s);
  });

  it('stops after a failing cell, at the line of the cell, and marks it', async () => {
    const notebook = await openCells('const x = 1;\n\nthrow new Error("boom");', 'console.log("never");');
    await startAll();
    const [first, second] = notebook.getCells();
    await until('the first cell to fail', () => first?.executionSummary?.success === false);
    assert.match(errorOf(first), /boom/);
    assert.match(errorOf(first), /Cell 1.*3/);
    const squiggles = () => vscode.languages.getDiagnostics(first?.document.uri ?? notebook.uri);
    await until('a squiggle', () => squiggles().some(({ source }) => source === 'Activation Lab'));
    assert.equal(squiggles().find(({ source }) => source === 'Activation Lab')?.range.start.line, 2);
    assert.equal(stdout(second), '');
    assert.equal(second?.executionSummary?.success, undefined);
  });

  it('explains a syntax error and a package that is missing', async () => {
    const notebook = await openCells('const = 1;', "import leftpad from 'no-such-package-here';");
    await runCell(notebook.cellAt(0));
    assert.match(errorOf(notebook.cellAt(0)), /SyntaxError/);
    await runCell(notebook.cellAt(1));
    assert.match(errorOf(notebook.cellAt(1)), /npm install no-such-package-here/);
  });

  it('stops a busy loop and a pending await, and keeps what was defined', async () => {
    const notebook = await openCells(
      'const kept = 5;',
      'console.log("running");\nwhile (true) {}',
      'console.log("running");\nawait new Promise(() => {});',
      'kept',
    );
    const [first, loop, wait, last] = notebook.getCells();
    assert.ok(first && loop && wait && last);
    await runCell(first);
    for (const endless of [loop, wait]) {
      const running = runCell(endless);
      await until('the cell to say that it runs', () => stdout(endless) === 'running\n');
      await vscode.commands.executeCommand('notebook.cancelExecution');
      await running;
      assert.match(errorOf(endless), /Interrupted/);
    }
    await runCell(last);
    assert.equal(shown(last, 'text/plain'), '5');
  });

  it('brings late output to the cell that made it', async () => {
    const notebook = await openCells('setTimeout(() => console.log("late"), 300);', 'console.log("second");');
    await runAll(notebook);
    await until('late output', () => stdout(notebook.cellAt(0)) === 'late\n');
    assert.equal(stdout(notebook.cellAt(1)), 'second\n');
    await until('its mark to return', () => notebook.cellAt(0).executionSummary?.success === true);
  });

  it('tells why a kernel died, and starts a fresh one with the next cell', async () => {
    const notebook = await openCells('process.kill(process.pid, "SIGKILL"); await new Promise(() => {});', '6 * 7');
    await startAll();
    await until('the cell to fail', () => notebook.cellAt(0).executionSummary?.success === false);
    assert.match(errorOf(notebook.cellAt(0)), /SIGKILL/);
    await runCell(notebook.cellAt(1));
    assert.equal(shown(notebook.cellAt(1), 'text/plain'), '42');
  });

  it('forgets variables on restart', async () => {
    const notebook = await openCells('const gone = 1;', 'typeof gone');
    await runAll(notebook);
    await vscode.commands.executeCommand(commands.restartKernel.command);
    await runCell(notebook.cellAt(1));
    assert.equal(shown(notebook.cellAt(1), 'text/plain'), "'undefined'");
    assert.equal(notebook.cellAt(1).executionSummary?.executionOrder, 1);
  });

  it('says what to do when the kernel cannot start, and loses no cell', async () => {
    await settings().update('kernel.nodePath', '/no/such/node', vscode.ConfigurationTarget.Global);
    try {
      const notebook = await openCells('1');
      await runAll(notebook);
      assert.match(errorOf(notebook.cellAt(0)), /\/no\/such\/node/);
      await settings().update('kernel.nodePath', undefined, vscode.ConfigurationTarget.Global);
      await runCell(notebook.cellAt(0));
      assert.equal(shown(notebook.cellAt(0), 'text/plain'), '1');
    } finally {
      await settings().update('kernel.nodePath', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('runs an edited cell again', async () => {
    const notebook = await openCells('const n = 1;\nn');
    await runAll(notebook);
    await edit(notebook.cellAt(0), 'const n = 2;\nn');
    await runCell(notebook.cellAt(0));
    assert.equal(shown(notebook.cellAt(0), 'text/plain'), '2');
  });

  it('keeps outputs in the file, and names its kernel there', async () => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'notebook-'));
    const file = vscode.Uri.file(path.join(folder, 'kept.ipynb'));
    const cell = { cell_type: 'code', id: 'a', metadata: {}, execution_count: null, outputs: [], source: ['1 + 1'] };
    const plain = {
      cells: [cell],
      metadata: { language_info: { name: 'typescript' } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    writeFileSync(file.fsPath, JSON.stringify(plain));
    try {
      const notebook = await show(await vscode.workspace.openNotebookDocument(file));
      await runAll(notebook);
      assert.ok(await notebook.save());
      const saved = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
      assert.equal(saved.metadata.kernelspec.name, 'activation-lab');
      assert.equal(saved.cells[0].outputs[0].data['text/plain'][0], '2');
      assert.equal(saved.cells[0].execution_count, 1);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it('trains, and says what computes', async () => {
    const notebook = await openCells(
      `import * as tf from '@tensorflow/tfjs';
import * as lab from 'activation-lab';
tf.getBackend()`,
      `const model = tf.sequential({ layers: [tf.layers.dense({ inputShape: [2], units: 4 }), lab.activationLayer('xIELU'), tf.layers.dense({ units: 2 })] });
const run = lab.track('xIELU', { group: 'tiny', seed: 1 });
const history = await lab.fit(model, { x: tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]), y: tf.tensor1d([0, 1, 1, 0], 'int32') }, { epochs: 3, run });
history.epochs.length`,
    );
    await runAll(notebook);
    assert.equal(shown(notebook.cellAt(0), 'text/plain'), "'wasm'");
    assert.equal(errorOf(notebook.cellAt(1)), '');
    assert.equal(shown(notebook.cellAt(1), 'text/plain'), '3');
  });
});
