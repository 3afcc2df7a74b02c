import * as vscode from 'vscode';
import { type ActivationId, activationNamed, targetsFor } from './activationNames';

/** What a person wants to be offered instead of `source`, in the order of the menu; all, unless a setting names some. */
export function offeredTargets(source: ActivationId, scope?: vscode.TextDocument): readonly ActivationId[] {
  const setting = vscode.workspace.getConfiguration('activationLab', scope).get('swap.targets', '');
  const named = new Set(setting.split(',').map((name) => activationNamed(name.trim())));
  const targets = targetsFor(source);
  const chosen = targets.filter((target) => named.has(target));
  return chosen.length > 0 ? chosen : targets;
}
