import {
  type ExtensionContext,
  commands as editor,
  type LogOutputChannel,
  ProgressLocation,
  type QuickPickItem,
  window,
} from 'vscode';
import { type Installed, install } from '../../kernels/backends/tensorflow/install/install';
import { InstallFailure } from '../../kernels/backends/tensorflow/install/installFailure';
import { npmRecipe } from '../../kernels/backends/tensorflow/install/npmRecipe';
import { type Offer, offersFor } from '../../kernels/backends/tensorflow/install/offers';
import { pythonRecipe } from '../../kernels/backends/tensorflow/install/pythonRecipe';
import type { Recipe } from '../../kernels/backends/tensorflow/install/recipe';
import { managedFolder } from '../../kernels/backends/tensorflow/managed';
import { probe } from '../../kernels/backends/tensorflow/probe';
import { commands } from '../contributions';
import { chosenNode } from '../notebook/kernelLauncher';
import { choosePythonTensorFlow } from './choosePythonTensorFlow';
import { installedMessage, progressMessage } from './installWords';

/** The command: what there is, what it takes, then the install itself with progress and cancel. */
export async function installTensorFlow(context: ExtensionContext, log: LogOutputChannel): Promise<void> {
  const { offers, missing } = offersFor(process.platform, process.arch);
  if (offers.length === 0) {
    await window.showInformationMessage('There is no TensorFlow to install here.', { modal: true, detail: missing });
    return;
  }
  const offer = await chooseOffer(offers, missing);
  const recipe = offer && (await recipeFor(offer));
  if (!recipe || !(await confirm(offer, recipe))) return;
  await runInstall(recipe, context, log);
}

interface OfferItem extends QuickPickItem {
  offer: Offer;
}

async function chooseOffer(offers: readonly Offer[], missing: string): Promise<Offer | undefined> {
  const items = offers.map((offer): OfferItem => ({ offer, label: offer.label, detail: offer.brief }));
  const placeHolder = missing || 'What to compute with. Nothing is downloaded before you confirm.';
  const chosen = await window.showQuickPick(items, { title: commands.installTensorFlow.title, placeHolder });
  return chosen?.offer;
}

async function recipeFor({ kind, installedBytes }: Offer): Promise<Recipe | undefined> {
  if (kind !== 'python') return npmRecipe(kind, installedBytes);
  const tensorflow = await choosePythonTensorFlow();
  return tensorflow && pythonRecipe(tensorflow);
}

async function confirm({ detail }: Offer, { title, python }: Recipe): Promise<boolean> {
  const place = python
    ? `It is used where it lies (${python}) and not changed. The binding goes to ${managedFolder()}.`
    : `It goes to ${managedFolder()}.`;
  const removal = `“${commands.removeTensorFlow.title}” takes it away again.`;
  const question = { modal: true, detail: `${detail}\n\n${place} ${removal}` };
  return (await window.showInformationMessage(`Install ${title}?`, question, 'Install')) === 'Install';
}

/** Also from the setting, where the choice is made already. */
export async function runInstall(recipe: Recipe, context: ExtensionContext, log: LogOutputChannel): Promise<void> {
  try {
    const installed = await withProgress(recipe, context, log);
    if (installed) await announce(installed);
  } catch (failure) {
    if (!(failure instanceof InstallFailure)) log.error(failure instanceof Error ? failure : String(failure));
    const message = failure instanceof Error ? failure.message : String(failure);
    if ((await window.showErrorMessage(message, 'Open Log')) === 'Open Log') log.show();
  }
}

/** Undefined when the user cancelled. */
async function withProgress(
  recipe: Recipe,
  context: ExtensionContext,
  log: LogOutputChannel,
): Promise<Installed | undefined> {
  const controller = new AbortController();
  const { signal } = controller;
  // A window that closes takes the download with it.
  context.subscriptions.push({ dispose: () => controller.abort() });
  const node = chosenNode();
  const title = `Installing ${recipe.title}`;
  const place = { location: ProgressLocation.Notification, title, cancellable: true };
  try {
    return await window.withProgress(place, (progress, cancel) => {
      cancel.onCancellationRequested(() => controller.abort());
      return install(recipe, {
        managed: managedFolder(),
        signal,
        probe: (root) => probe(root, { signal, ...(node ? { executable: node } : {}) }),
        onProgress: (phase, bytes) =>
          progress.report({ message: progressMessage(phase, bytes, recipe.installedBytes) }),
        onOutput: (text) => log.append(text),
      });
    });
  } catch (failure) {
    if (signal.aborted) return undefined;
    throw failure;
  }
}

async function announce(installed: Installed): Promise<void> {
  const restart = commands.restartKernel.title;
  const isNotebookOpen = window.activeNotebookEditor !== undefined;
  const answer = await window.showInformationMessage(installedMessage(installed), ...(isNotebookOpen ? [restart] : []));
  if (answer === restart) await editor.executeCommand(commands.restartKernel.command);
}
