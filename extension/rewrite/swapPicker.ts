import * as vscode from 'vscode';
import { type ActivationId, activationOf, titleOf } from './activationNames';
import { curveIcon } from './curvePicture';
import { offeredTargets } from './offeredTargets';

interface ActivationItem extends vscode.QuickPickItem {
  readonly id: ActivationId;
}

/** "ReLU · 12 places": the activations that were found, the most frequent first. */
export function pickSource(counts: ReadonlyMap<ActivationId, number>): Promise<ActivationId | undefined> {
  const items = [...counts].sort(([, a], [, b]) => b - a).map(([id, count]) => itemOf(id, placesOf(count)));
  return pick(items, 'Activation to replace');
}

/** Each with its curve and one sentence, TeLU and xIELU first. */
export function pickTarget(from: ActivationId): Promise<ActivationId | undefined> {
  const items = offeredTargets(from).map((id) => itemOf(id, activationOf(id)?.summary ?? ''));
  return pick(items, `Replace ${titleOf(from)} with`);
}

function itemOf(id: ActivationId, description: string): ActivationItem {
  const activation = activationOf(id);
  const iconPath = activation && {
    light: vscode.Uri.parse(curveIcon(activation, 'light')),
    dark: vscode.Uri.parse(curveIcon(activation, 'dark')),
  };
  return { id, label: titleOf(id), description, ...(iconPath && { iconPath }) };
}

async function pick(items: readonly ActivationItem[], placeHolder: string): Promise<ActivationId | undefined> {
  const chosen = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  return chosen?.id;
}

export type Answer = 'apply' | 'preview';

/** The refactor preview opens with nothing ticked, which surprises: so it is offered, not forced. */
export async function confirmSwap(title: string, left: number): Promise<Answer | undefined> {
  const note = left > 0 ? `${left} more need a look and stay as they are` : '';
  const items = [
    { label: title, description: note, answer: 'apply' as const },
    {
      label: 'Preview first…',
      description: 'Tick files or single places there, then press Apply',
      answer: 'preview' as const,
    },
  ];
  return (await vscode.window.showQuickPick(items, { placeHolder: title }))?.answer;
}

export function placesOf(count: number): string {
  return `${count} place${count === 1 ? '' : 's'}`;
}
