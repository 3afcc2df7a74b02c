import type { MimeBundle } from '../../lab/host';
import { describeError } from '../errors/cellError';
import { escapeMarkup } from './markup';

const errorColour = 'var(--vscode-errorForeground, #c72e0f)';

/** An error that is a cell's value, not its end: the same words and lines, with its name marked. */
export function errorBundle(error: Error): MimeBundle {
  const { name, message, stack } = describeError(error);
  const headline = `${name}: ${message}`;
  const rest = stack.startsWith(headline) ? stack.slice(headline.length) : `\n${stack}`;
  const marked = `<span style="color:${errorColour};font-weight:600">${escapeMarkup(name)}</span>: ${escapeMarkup(message)}`;
  return {
    'text/html': `<pre style="margin:4px 0;overflow-x:auto">${marked}${escapeMarkup(rest)}</pre>`,
    'text/plain': stack,
  };
}
