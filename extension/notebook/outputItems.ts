import { NotebookCellOutputItem } from 'vscode';
import type { MimeBundle } from '../../kernels/lab/host';

const isBinary = (mime: string) => mime.startsWith('image/') && mime !== 'image/svg+xml';
const isJson = (mime: string) => mime === 'application/json' || mime.endsWith('+json');

function outputItemOf(mime: string, content: unknown): NotebookCellOutputItem {
  if (isBinary(mime)) return new NotebookCellOutputItem(Buffer.from(String(content), 'base64'), mime);
  if (isJson(mime)) return NotebookCellOutputItem.json(content, mime);
  return NotebookCellOutputItem.text(String(content), mime);
}

/** A MIME bundle as VS Code's output items, richest first as the kernel ordered them. */
export function outputItemsOf(bundle: MimeBundle): NotebookCellOutputItem[] {
  return Object.entries(bundle).map(([mime, content]) => outputItemOf(mime, content));
}
