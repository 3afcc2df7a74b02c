import * as vscode from 'vscode';
import { type ActivationId, titleOf } from './activationNames';
import type { Parsers } from './grammars';
import { inTurn } from './inTurn';
import { confirmSwap, pickSource, pickTarget, placesOf } from './swapPicker';
import { countIn, type DocumentPlan, planFor } from './swapPlan';
import { applyPreview, applySwap } from './swapPreview';
import { type SwapScope, scopeOfFolder, scopeOfFront } from './swapScope';

/** "Replace Activations…": from → to over a file, a folder or the workspace; safe sites only, undone in one step. */
export class SwapCommands {
  constructor(private readonly parsers: Parsers) {}

  async inFile(): Promise<void> {
    const scope = scopeOfFront();
    if (scope) await this.#replace(scope);
    else void vscode.window.showInformationMessage('Open a file first: this acts on the one in front.');
  }

  async inFolder(folder: vscode.Uri): Promise<void> {
    await this.#replace(await scopeOfFolder(folder));
  }

  async inWorkspace(): Promise<void> {
    if (vscode.workspace.workspaceFolders) await this.#replace(await scopeOfFolder(undefined));
    else await this.inFile();
  }

  async #replace(scope: SwapScope): Promise<void> {
    const holders = new Map<string, { uri: vscode.Uri; counts: ReadonlyMap<ActivationId, number> }>();
    const isWhole = await forEach(scope.uris, `Looking for activations in ${scope.title}`, async (uri) => {
      const counts = await countIn(this.parsers, uri).catch(() => new Map<ActivationId, number>());
      if (counts.size > 0) holders.set(uri.toString(), { uri, counts });
    });
    if (!isWhole) return;
    if (holders.size === 0) {
      void vscode.window.showInformationMessage(`No activation that can be replaced was found in ${scope.title}.`);
      return;
    }
    const found = [...holders.values()];
    const from = await pickSource(sumOf(found.map(({ counts }) => counts)));
    const to = from && (await pickTarget(from));
    if (!from || !to) return;
    const plans: DocumentPlan[] = [];
    const files = found.filter(({ counts }) => counts.has(from)).map(({ uri }) => uri);
    const title = `${titleOf(from)} → ${titleOf(to)}`;
    const isPlanned = await forEach(files, title, async (uri) => {
      plans.push(...(await planFor(this.parsers, uri, { from, to })));
    });
    if (isPlanned) await this.#apply(plans, title);
  }

  async #apply(plans: readonly DocumentPlan[], title: string): Promise<void> {
    const changed = plans.filter(({ edits }) => edits.length > 0);
    const total = (count: (plan: DocumentPlan) => number) => plans.reduce((sum, plan) => sum + count(plan), 0);
    const [safe, left] = [total((plan) => plan.safe), total((plan) => plan.left)];
    if (changed.length === 0) {
      const reason = 'each needs a look: use the light bulb on it, which says why.';
      void vscode.window.showInformationMessage(`${title}: nothing was replaced in ${placesOf(left)}; ${reason}`);
      return;
    }
    const files = new Set(changed.map(({ document }) => document.uri.path)).size;
    const question = `Replace ${placesOf(safe)} in ${files} file${files === 1 ? '' : 's'}`;
    const answer = await confirmSwap(question, left);
    if (answer === 'preview') await applyPreview(changed, title);
    if (answer === 'apply') await applySwap(changed);
  }
}

/** False where the person stopped it. */
function forEach(
  uris: readonly vscode.Uri[],
  title: string,
  work: (uri: vscode.Uri) => Promise<void>,
): Thenable<boolean> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, (progress, token) => {
    return inTurn(uris, work, {
      isStopped: () => token.isCancellationRequested,
      report: (done, count) => progress.report({ increment: 100 / count, message: `${done} of ${count}` }),
    });
  });
}

function sumOf(all: readonly ReadonlyMap<ActivationId, number>[]): ReadonlyMap<ActivationId, number> {
  const sum = new Map<ActivationId, number>();
  for (const [id, count] of all.flatMap((counts) => [...counts])) sum.set(id, (sum.get(id) ?? 0) + count);
  return sum;
}
