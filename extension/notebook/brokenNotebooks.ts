import { commands, type Disposable, type Tab, TabInputNotebook, type Uri, window, workspace } from 'vscode';
import { notebookType } from '../contributions';
import { notebookFault } from './notebookFault';

const openAsText = 'Open as Text';

/** VS Code itself only says "unexpected error" and refers to a log. */
async function explain(uri: Uri): Promise<void> {
  const bytes = await Promise.resolve(workspace.fs.readFile(uri)).catch(() => undefined);
  const fault = bytes && notebookFault(new TextDecoder().decode(bytes));
  if (!fault) return;
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  const message = `${name} cannot be shown as a notebook: ${fault}. The file was left as it is; repair it as text, or restore an earlier version.`;
  const choice = await window.showErrorMessage(message, openAsText);
  if (choice === openAsText) await commands.executeCommand('vscode.openWith', uri, 'default');
}

function explainIfBroken({ input }: Tab): void {
  if (input instanceof TabInputNotebook && input.notebookType === notebookType) void explain(input.uri);
}

/** Says of a notebook that cannot be opened what is wrong with it. */
export function registerBrokenNotebooks(): Disposable {
  for (const { tabs } of window.tabGroups.all) tabs.forEach(explainIfBroken);
  return window.tabGroups.onDidChangeTabs(({ opened }) => opened.forEach(explainIfBroken));
}
