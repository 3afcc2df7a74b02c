import {
  type ExtensionContext,
  NotebookCellData,
  NotebookCellKind,
  NotebookData,
  Uri,
  window,
  workspace,
} from 'vscode';
import { kernelspec, notebookType } from '../contributions';

const firstNotebook = '01-would-another-activation-help.ipynb';

const starter = `import * as tf from '@tensorflow/tfjs';
import * as lab from 'activation-lab';

lab.telu(tf.linspace(-3, 3, 7))
`;

/**
 * The bundled notebook, as a copy in the user's own folder: an extension's folder is replaced by the next update, and
 * what the user ran there would be lost with it. A copy made before is opened again as it was left.
 */
export async function openFirstNotebook(context: ExtensionContext): Promise<void> {
  const bundled = Uri.joinPath(context.extensionUri, 'notebooks', firstNotebook);
  const folder = workspace.workspaceFolders?.[0]?.uri;
  if (folder && bundled.path.startsWith(`${folder.path}/`)) return show(bundled);
  const copy = Uri.joinPath(folder ?? context.globalStorageUri, firstNotebook);
  if (!(await exists(copy))) await workspace.fs.copy(bundled, copy);
  await show(copy);
}

export async function newNotebook(): Promise<void> {
  const data = new NotebookData([new NotebookCellData(NotebookCellKind.Code, starter, 'typescript')]);
  data.metadata = { metadata: { kernelspec, language_info: { name: 'typescript', file_extension: '.ts' } } };
  await window.showNotebookDocument(await workspace.openNotebookDocument(notebookType, data));
}

async function show(uri: Uri): Promise<void> {
  await window.showNotebookDocument(await workspace.openNotebookDocument(uri));
}

async function exists(uri: Uri): Promise<boolean> {
  return workspace.fs.stat(uri).then(
    () => true,
    () => false,
  );
}
