import {
  env,
  NotebookCellKind,
  type NotebookCellOutputItem,
  type NotebookDocument,
  Uri,
  window,
  workspace,
} from 'vscode';
import type { NotebookContent, OutputContent } from '../../kernels/export/notebookContent';
import { notebookHtml } from '../../kernels/export/notebookHtml';
import { notebookScript } from '../../kernels/export/notebookScript';

const formats = [
  { label: 'HTML page', description: 'words, code and outputs in one file', extension: 'html', write: notebookHtml },
  { label: 'TypeScript file', description: 'the code, words as comments', extension: 'ts', write: notebookScript },
];

const contentOf = ({ mime, data }: NotebookCellOutputItem) =>
  mime.startsWith('image/') && mime !== 'image/svg+xml'
    ? Buffer.from(data).toString('base64')
    : new TextDecoder().decode(data);

/** A stream arrives as many items of one type: their text belongs together. */
function outputOf(items: readonly NotebookCellOutputItem[]): OutputContent {
  const output: Record<string, string> = {};
  for (const item of items) output[item.mime] = (output[item.mime] ?? '') + contentOf(item);
  return output;
}

function contentOfNotebook(notebook: NotebookDocument, title: string): NotebookContent {
  return {
    title,
    cells: notebook.getCells().map(({ kind, document, outputs }) => ({
      kind: kind === NotebookCellKind.Code ? 'code' : 'markdown',
      language: document.languageId,
      source: document.getText(),
      outputs: outputs.map(({ items }) => outputOf(items)),
    })),
  };
}

/** Asks for a format and a place, writes the file, offers to open it. */
export async function exportNotebook(notebook: NotebookDocument): Promise<void> {
  const format = await window.showQuickPick(formats, { placeHolder: 'Export the notebook as' });
  if (!format) return;
  const base = notebook.uri.path.replace(/\.ipynb$/, '');
  const target = await window.showSaveDialog({
    defaultUri: Uri.from({
      scheme: notebook.isUntitled ? 'file' : notebook.uri.scheme,
      authority: notebook.uri.authority,
      path: `${base}.${format.extension}`,
    }),
    filters: { [format.label]: [format.extension] },
  });
  if (!target) return;
  const title = base.slice(base.lastIndexOf('/') + 1);
  await workspace.fs.writeFile(target, Buffer.from(format.write(contentOfNotebook(notebook, title))));
  const open = await window.showInformationMessage(`Exported to ${target.fsPath}`, 'Open');
  if (!open) return;
  if (format.extension === 'html') await env.openExternal(target);
  else await window.showTextDocument(target);
}
