import { commands, Disposable, type NotebookDocument, window, workspace } from 'vscode';
import { isOurNotebookKey, kernelspec, notebookType } from '../contributions';

interface JupyterMetadata {
  kernelspec?: { name?: string; language?: string };
  language_info?: { name?: string };
}

export const jupyterMetadataOf = (notebook: NotebookDocument): JupyterMetadata => notebook.metadata.metadata ?? {};

/** Ours, or plainly TypeScript or JavaScript: then the kernel need not be asked for. */
export function isForUs(notebook: NotebookDocument): boolean {
  const { kernelspec: spec, language_info: language } = jupyterMetadataOf(notebook);
  const name = (spec?.language ?? language?.name ?? '').toLowerCase();
  return spec?.name === kernelspec.name || name === 'typescript' || name === 'javascript';
}

/**
 * Says whether the notebook in front is one that our kernel will run, for commands that are offered there: the editor
 * itself says which kernel a notebook has only once its first cell runs. A list of all would name them in vain: the
 * editor knows the files of a remote by other URIs than its extensions do.
 */
export function registerOurNotebooks(): Disposable {
  const tell = () => {
    const notebook = window.activeNotebookEditor?.notebook;
    const isOurs = notebook?.notebookType === notebookType && isForUs(notebook);
    void commands.executeCommand('setContext', isOurNotebookKey, isOurs);
  };
  tell();
  return Disposable.from(
    window.onDidChangeActiveNotebookEditor(tell),
    workspace.onDidChangeNotebookDocument(({ metadata }) => metadata && tell()),
  );
}
