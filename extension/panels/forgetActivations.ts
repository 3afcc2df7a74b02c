import * as vscode from 'vscode';
import type { DefinedActivations } from './definedActivations';

/** Takes trials that nobody wants any more out of menus; the cell that defines one brings it back. */
export async function forgetActivations(defined: DefinedActivations): Promise<void> {
  const items = defined.all().map(({ id, title, summary }) => ({ id, label: title, description: summary }));
  if (items.length === 0) {
    void vscode.window.showInformationMessage('There is nothing to forget: no cell has defined an activation here.');
    return;
  }
  const placeHolder = 'Activations to forget; the cell that defines one brings it back';
  const chosen = await vscode.window.showQuickPick(items, { canPickMany: true, placeHolder });
  defined.forget((chosen ?? []).map(({ id }) => id));
}
