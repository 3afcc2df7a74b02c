import { NotebookCellOutput, NotebookCellOutputItem } from 'vscode';
import type { CellError } from '../../kernels/notebook/wire';
import { withLinks } from './errorLinks';

/** An error with links to its lines. What is saved is the text alone: links of this window mean nothing elsewhere. */
export function errorOutputOf(error: CellError): NotebookCellOutput {
  const { name, message, hint, places = [] } = error;
  const text = textOf(error);
  const item = NotebookCellOutputItem.error({
    name,
    message: hint ? `${message}\n${hint}` : message,
    stack: withLinks(text, places),
  });
  const originalError = { output_type: 'error', ename: name, evalue: message, traceback: text.split('\n') };
  return new NotebookCellOutput([item], { outputType: 'error', originalError });
}

/** What happened, why, what to do next; then the cell's own lines. */
function textOf({ name, message, hint, stack }: CellError): string {
  const headline = `${name}: ${message}`;
  const rest = stack.startsWith(headline) ? stack.slice(headline.length).replace(/^\n/, '') : stack;
  const frames = hint && rest.endsWith(hint) ? rest.slice(0, -hint.length).trimEnd() : rest;
  return [headline, hint, frames].filter(Boolean).join('\n');
}
