import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

/** The swap in a real editor: what the light bulb offers, what it writes, and that one undo takes it back. */

const pythonText = 'import torch\nfrom torch import nn\n\nact = nn.ReLU(inplace=True)\n';
const typeScriptText =
  "import * as tf from '@tensorflow/tfjs';\n\nconst layer = tf.layers.dense({ units: 8, activation: 'relu' });\n";
const importCell = "import * as tf from '@tensorflow/tfjs';\nimport * as lab from 'activation-lab';";
const modelCell = "model.add(tf.layers.dense({ units: 8, activation: 'relu' }));\nconst y = tf.relu(tf.scalar(1));";
const firstTitles = ['TeLU', 'xIELU', 'GELU', 'SiLU', 'Mish', 'GELU (tanh)'].map((name) => `Replace ReLU with ${name}`);

async function activateExtension(): Promise<void> {
  const extension = vscode.extensions.getExtension('activation-lab.activation-lab');
  assert.ok(extension, 'the extension is not installed');
  await extension.activate();
}

async function actionsAt(document: vscode.TextDocument, word: string, kind?: vscode.CodeActionKind) {
  const offset = document.getText().indexOf(word);
  assert.ok(offset >= 0, `${word} is not in the document`);
  const position = document.positionAt(offset + 1);
  const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    new vscode.Range(position, position),
    kind?.value,
    50,
  );
  return found.filter(({ title }) => title.startsWith('Replace ReLU with '));
}

/** While it starts, the editor cancels questions and answers with nothing: ask until it knows. */
async function offeredAt(document: vscode.TextDocument, word: string, kind?: vscode.CodeActionKind) {
  for (;;) {
    const actions = await actionsAt(document, word, kind);
    if (actions.length > 0) {
      return actions;
    }
  }
}

async function apply(actions: readonly vscode.CodeAction[], title: string): Promise<void> {
  const edit = actions.find((action) => action.title === title)?.edit;
  assert.ok(edit, `no edit came with “${title}”`);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

const extensions: Record<string, string> = { python: 'py', typescript: 'ts' };
const folder = mkdtempSync(path.join(os.tmpdir(), 'rewrite-'));
let files = 0;

/**
 * A file of its own, in front: the editor may take an untitled document away while nobody shows it, and gives its name
 * to the next one.
 */
async function openWithHints(language: string, content: string): Promise<vscode.TextDocument> {
  const file = path.join(folder, `${++files}.${extensions[language]}`);
  writeFileSync(file, content);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  await hintsOf(document);
  return document;
}

async function hintsOf(document: vscode.TextDocument): Promise<vscode.Diagnostic[]> {
  const own = () => vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Activation Lab');
  while (own().length === 0) {
    await new Promise<void>((resolve) => {
      const listener = vscode.languages.onDidChangeDiagnostics(() => {
        listener.dispose();
        resolve();
      });
    });
  }
  return own();
}

describe('Replacing an activation', () => {
  before(activateExtension);
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('offers TeLU first in Python, as a refactoring and as the quick fix of a hint', async () => {
    const document = await openWithHints('python', pythonText);
    const refactorings = await offeredAt(document, 'nn.ReLU', vscode.CodeActionKind.RefactorRewrite);
    assert.deepEqual(
      refactorings.slice(0, 6).map(({ title }) => title),
      firstTitles,
    );
    assert.equal(refactorings[0]?.kind?.value, 'refactor.rewrite.activation.telu');

    const [hint] = await hintsOf(document);
    assert.equal(hint?.severity, vscode.DiagnosticSeverity.Hint);
    const fixes = await offeredAt(document, 'nn.ReLU', vscode.CodeActionKind.QuickFix);
    assert.deepEqual(
      fixes.slice(0, 6).map(({ title }) => title),
      firstTitles,
    );
    assert.ok(
      fixes.every(({ isPreferred }) => !isPreferred),
      'swapping changes the meaning: never the preferred fix',
    );
    assert.deepEqual(await actionsAt(document, 'nn.ReLU', vscode.CodeActionKind.SourceFixAll), []);
  });

  it('writes the TeLU class into a Python file, and one undo takes it back', async () => {
    const document = await openWithHints('python', pythonText);
    await vscode.window.showTextDocument(document);
    await apply(await offeredAt(document, 'nn.ReLU'), 'Replace ReLU with TeLU');
    assert.match(document.getText(), /^import torch\nfrom torch import nn\n\n\nclass TeLU\(nn\.Module\):\n/);
    assert.match(document.getText(), /\n\n\nact = TeLU\(\)\n$/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), pythonText);
  });

  it('leaves an in-place call alone whose result is discarded', async () => {
    const content = 'import torch\n\n\ndef f(x):\n    x.relu_()\n    return torch.relu(x)\n';
    const document = await openWithHints('python', content);
    // Refused ones reach the menu with their reason; this command hands out what can be applied only.
    await offeredAt(document, 'torch.relu(');
    assert.deepEqual(await actionsAt(document, 'relu_'), []);
  });

  it('registers TeLU in a TypeScript file', async () => {
    const document = await openWithHints('typescript', typeScriptText);
    await vscode.window.showTextDocument(document);
    await apply(await offeredAt(document, "'relu'"), 'Replace ReLU with TeLU');
    assert.match(document.getText(), /class TeLU extends tf\.serialization\.Serializable \{/);
    assert.match(document.getText(), /activation: 'telu' as never \}/);
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), typeScriptText);
  });

  it('uses the lab of an earlier cell in a notebook', async () => {
    const code = (text: string) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'typescript');
    const data = new vscode.NotebookData([code(importCell), code(modelCell)]);
    const notebook = await vscode.workspace.openNotebookDocument('jupyter-notebook', data);
    await vscode.window.showNotebookDocument(notebook);
    const { document } = notebook.cellAt(1);
    await hintsOf(document);
    const strings = await offeredAt(document, "'relu'");
    assert.deepEqual(
      strings.slice(0, 6).map(({ title }) => title),
      firstTitles,
    );
    await apply(strings, 'Replace ReLU with TeLU');
    await apply(await offeredAt(document, 'tf.relu'), 'Replace ReLU with TeLU');
    assert.equal(document.getText(), modelCell.replace("'relu'", "'telu' as never").replace('tf.relu', 'lab.telu'));
    assert.equal(notebook.cellAt(0).document.getText(), importCell);
  });
});
