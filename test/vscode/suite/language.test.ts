import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { extensionId } from '../../../extension/contributions';
import { openCells, until } from './notebooks';

const { executeCommand } = vscode.commands;

/** Where a text begins in a cell, and a little into it. */
function placeOf(cell: vscode.NotebookCell, text: string, further = 1): [vscode.Uri, vscode.Position] {
  const offset = cell.document.getText().indexOf(text);
  assert.notEqual(offset, -1, `"${text}" is not in the cell`);
  return [cell.document.uri, cell.document.positionAt(offset + further)];
}

/** Without the hints of VS Code's own service, which sees one cell at a time. */
function errorsOf(cell: vscode.NotebookCell): string[] {
  const found = vscode.languages.getDiagnostics(cell.document.uri);
  return found.flatMap(({ message, severity }) => (severity === vscode.DiagnosticSeverity.Error ? [message] : []));
}

describe('Types across the cells of a notebook', () => {
  before(async () => void (await vscode.extensions.getExtension(extensionId)?.activate()));
  afterEach(() => executeCommand('workbench.action.revertAndCloseActiveEditor'));

  it('reach hover, completion, signature help, definition, references and rename', async () => {
    const notebook = await openCells(
      "import * as tf from '@tensorflow/tfjs';\nimport * as lab from 'activation-lab';\nconst alpha = { one: 1 };",
      'const y = lab.telu(tf.tensor([alpha.one]));\nalpha.one;\nnowhere;',
    );
    const [first, second] = notebook.getCells();
    assert.ok(first && second);
    await until('an error in the second cell', () => errorsOf(second).some((text) => /'nowhere'/.test(text)));
    assert.deepEqual([errorsOf(first), errorsOf(second).length], [[], 1]);

    const hovers = await executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', ...placeOf(second, 'y ', 0));
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((part) => (typeof part === 'string' ? part : part.value)),
    );
    assert.match(texts.join('\n'), /const y: (tf\.)?Tensor/);

    const completions = await executeCommand<vscode.CompletionList>(
      'vscode.executeCompletionItemProvider',
      ...placeOf(second, 'alpha.one;', 6),
      '.',
    );
    assert.ok(completions.items.some(({ label }) => label === 'one'));

    const help = await executeCommand<vscode.SignatureHelp>(
      'vscode.executeSignatureHelpProvider',
      ...placeOf(second, '[alpha', 0),
    );
    assert.match(help.signatures[0]?.label ?? '', /^tensor/);

    const definitions = await executeCommand<vscode.LocationLink[] | vscode.Location[]>(
      'vscode.executeDefinitionProvider',
      ...placeOf(second, 'alpha.one;'),
    );
    const targets = definitions.map((found) => ('targetUri' in found ? found.targetUri : found.uri).toString());
    assert.ok(targets.includes(first.document.uri.toString()), targets.join());

    const references = await executeCommand<vscode.Location[]>(
      'vscode.executeReferenceProvider',
      ...placeOf(first, 'alpha'),
    );
    const uses = new Set(
      references.map(({ uri, range }) => `${uri.fragment}:${range.start.line}:${range.start.character}`),
    );
    assert.equal(uses.size, 3);

    const edit = await executeCommand<vscode.WorkspaceEdit>(
      'vscode.executeDocumentRenameProvider',
      ...placeOf(second, 'alpha.one;'),
      'beta',
    );
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.match(first.document.getText(), /const beta = \{ one: 1 \}/);
    assert.equal(second.document.getText(), 'const y = lab.telu(tf.tensor([beta.one]));\nbeta.one;\nnowhere;');
  });

  it('allow what a notebook allows', async () => {
    const notebook = await openCells(
      'let n = 1;\nconst alpha = 1;',
      "n = 2;\nconst alpha = 'again';\nalpha.length;\nawait Promise.resolve();\nmistake;",
    );
    const second = notebook.cellAt(1);
    await until('the one mistake', () => errorsOf(second).some((text) => /'mistake'/.test(text)));
    assert.deepEqual(errorsOf(second), ["Cannot find name 'mistake'."]);
  });

  it('offer to install the package of an unknown import', async () => {
    const notebook = await openCells("import x from 'a-package-that-is-missing';\nx;");
    const cell = notebook.cellAt(0);
    await until('an error', () => errorsOf(cell).some((text) => /a-package-that-is-missing/.test(text)));
    const diagnostic = vscode.languages.getDiagnostics(cell.document.uri).find(({ code }) => code === 2307);
    const actions = await executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      cell.document.uri,
      diagnostic?.range,
    );
    assert.ok(
      actions.some(({ title }) => title === 'Install "a-package-that-is-missing" beside the notebook'),
      actions.map(({ title }) => title).join(),
    );
  });
});
