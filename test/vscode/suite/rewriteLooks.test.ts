import * as assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

/** What the editor says about activations without being asked to swap one: hover, defects and their repair. */

const folder = mkdtempSync(path.join(os.tmpdir(), 'rewrite-looks-'));

async function open(name: string, content: string): Promise<vscode.TextDocument> {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  const document = await vscode.workspace.openTextDocument(file);
  await vscode.window.showTextDocument(document);
  return document;
}

function positionOf(document: vscode.TextDocument, word: string): vscode.Position {
  return document.positionAt(document.getText().indexOf(word) + 1);
}

async function hoverAt(document: vscode.TextDocument, word: string): Promise<string> {
  for (;;) {
    const position = positionOf(document, word);
    const command = 'vscode.executeHoverProvider';
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(command, document.uri, position);
    const text = hovers.flatMap(({ contents }) =>
      contents.map((each) => (typeof each === 'string' ? each : each.value)),
    );
    if (text.length > 0) return text.join('\n');
  }
}

async function defectsOf(document: vscode.TextDocument): Promise<vscode.Diagnostic[]> {
  const own = () =>
    vscode.languages
      .getDiagnostics(document.uri)
      .filter(({ code }) => typeof code === 'object' && code.value !== 'could-be-telu');
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

describe('Looking at an activation', () => {
  before(() => vscode.extensions.getExtension('activation-lab.activation-lab')?.activate());
  afterEach(() => vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor'));
  after(() => rmSync(folder, { recursive: true, force: true }));

  it('hovers with formula, derivative, plot, paper and two commands', async () => {
    const document = await open(
      'hover.ts',
      "import * as tf from '@tensorflow/tfjs';\nconst y = tf.layers.dense({ units: 1, activation: 'swish' });\n",
    );
    const text = await hoverAt(document, "'swish'");
    assert.match(text, /\*\*SiLU\*\*/);
    assert.match(text, /f\(x\) {2}= x·σ\(x\)/);
    assert.match(text, /f′\(x\) = /);
    assert.match(text, /data:image\/svg\+xml;base64,/);
    assert.match(text, /arxiv\.org\/abs\/1702\.03118/);
    assert.match(text, /command:activationLab\.showDerivatives\?.*silu/);
    assert.match(text, /command:activationLab\.benchmark\?.*silu/);
  });

  it('warns of a TeLU whose gradient overflows, and repairs it by the preferred quick fix', async () => {
    const content = 'import torch\n\n\ndef f(x):\n    return x * torch.tanh(torch.exp(x))\n';
    const document = await open('defect.py', content);
    const [defect] = await defectsOf(document);
    assert.equal(defect?.severity, vscode.DiagnosticSeverity.Warning);
    assert.ok(typeof defect.code === 'object' && defect.code.value === 'telu-overflow');
    assert.match(defect.code.target.toString(true), /defects\/README\.md#telu-overflow$/);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      defect.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    const preferred = actions.filter(({ isPreferred }) => isPreferred);
    assert.equal(preferred.length, 1);
    assert.ok(preferred[0]?.edit && (await vscode.workspace.applyEdit(preferred[0].edit)));
    assert.equal(document.getText(), content.replace('torch.exp(x)', 'torch.exp(torch.clamp(x, max=10.0))'));
  });

  it('offers in a model configuration what transformers can load', async () => {
    const document = await open('config.json', '{"model_type": "opt", "activation_function": "relu"}\n');
    for (;;) {
      const position = positionOf(document, '"relu"');
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(position, position),
        vscode.CodeActionKind.RefactorRewrite.value,
        50,
      );
      const titles = actions.map(({ title }) => title).filter((title) => title.startsWith('Replace ReLU'));
      if (titles.length === 0) continue;
      assert.deepEqual(titles.slice(0, 2), ['Replace ReLU with xIELU', 'Replace ReLU with GELU']);
      assert.ok(!titles.includes('Replace ReLU with TeLU'));
      break;
    }
  });
});
