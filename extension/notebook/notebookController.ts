import {
  type ExtensionContext,
  type NotebookController,
  NotebookControllerAffinity,
  type NotebookDocument,
  NotebookEdit,
  notebooks,
  WorkspaceEdit,
  workspace,
} from 'vscode';
import { controllerId, kernelspec, notebookType } from '../contributions';
import type { NotebookSessions } from './notebookSessions';
import { isForUs, jupyterMetadataOf, registerOurNotebooks } from './ourNotebooks';
import { stopOrRestart } from './stopOrRestart';

export function createNotebookController(): NotebookController {
  const controller = notebooks.createNotebookController(controllerId, notebookType, kernelspec.display_name);
  controller.supportedLanguages = ['typescript', 'javascript'];
  controller.supportsExecutionOrder = true;
  controller.description = 'Node, TeLU and xIELU built in';
  controller.detail = 'Runs on the editor’s own Node: nothing to install';
  return controller;
}

/** So that JupyterLab and GitHub know the notebook's language, and we know it as ours when it opens again. */
async function writeKernelspec(notebook: NotebookDocument): Promise<void> {
  const metadata = jupyterMetadataOf(notebook);
  if (metadata.kernelspec?.name === kernelspec.name) return;
  const edit = new WorkspaceEdit();
  const ours = { ...metadata, kernelspec, language_info: { name: 'typescript', file_extension: '.ts' } };
  edit.set(notebook.uri, [NotebookEdit.updateNotebookMetadata({ ...notebook.metadata, metadata: ours })]);
  await workspace.applyEdit(edit);
}

/** Ties the controller to its sessions: run, stop, choose. */
export function registerNotebookController(
  context: ExtensionContext,
  controller: NotebookController,
  sessions: NotebookSessions,
): void {
  const prefer = (notebook: NotebookDocument) => {
    if (notebook.notebookType === notebookType && isForUs(notebook))
      controller.updateNotebookAffinity(notebook, NotebookControllerAffinity.Preferred);
  };
  controller.executeHandler = (cells, notebook) => sessions.get(notebook).run(cells);
  controller.interruptHandler = (notebook) => {
    const session = sessions.find(notebook);
    return session && stopOrRestart(session);
  };
  controller.onDidChangeSelectedNotebooks(({ notebook, selected }) => {
    if (selected) {
      sessions.get(notebook);
      void writeKernelspec(notebook);
    } else void sessions.drop(notebook);
  });
  workspace.notebookDocuments.forEach(prefer);
  context.subscriptions.push(controller, workspace.onDidOpenNotebookDocument(prefer), registerOurNotebooks());
}
