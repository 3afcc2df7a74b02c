import type { MimeBundle } from '../../lab/host';
import { describeError } from '../errors/cellError';

const isJson = (type: string) => type === 'application/json' || type.endsWith('+json');
const isPicture = (type: string) => /^image\/(?!svg)/.test(type);

/** Drawn by few front ends: the others show the words. */
const charts: readonly [RegExp, string][] = [
  [/^application\/vnd\.vegalite\./, 'A Vega-Lite chart'],
  [/^application\/vnd\.vega\./, 'A Vega chart'],
  [/^application\/vnd\.plotly\./, 'A Plotly figure'],
];

/**
 * What an object says of how it is shown, as front ends can take it. A part that is not what its type promises is left
 * out, and the text says why: a broken picture or a message that cannot be sent would say nothing.
 */
export function ownBundle(own: object): MimeBundle {
  const bundle: MimeBundle = {};
  const faults: string[] = [];
  for (const [type, content] of Object.entries(own)) {
    try {
      bundle[type] = contentOf(type, content);
    } catch (error) {
      faults.push(`${type} cannot be shown: ${describeError(error).message}`);
    }
  }
  const words = [bundle['text/plain'], chartWords(bundle), ...faults].filter(Boolean).join('\n');
  return words ? { ...bundle, 'text/plain': words } : bundle;
}

function contentOf(type: string, content: unknown): unknown {
  if (isJson(type)) return jsonOf(content);
  if (isPicture(type)) return base64Of(content);
  // Jupyter's files hold a text as its lines.
  return Array.isArray(content) ? content.join('') : String(content);
}

function jsonOf(content: unknown): unknown {
  const text = JSON.stringify(content);
  if (text === undefined) throw new TypeError(`a ${typeof content} is no JSON.`);
  return JSON.parse(text);
}

function base64Of(content: unknown): string {
  if (content instanceof Uint8Array) return Buffer.from(content).toString('base64');
  const text = Array.isArray(content) ? content.join('') : String(content);
  if (!/^[A-Za-z0-9+/\s]+[=\s]*$/.test(text)) throw new TypeError('give its bytes, or base64.');
  return text;
}

function chartWords(bundle: MimeBundle): string | undefined {
  const found = charts.find(([pattern]) => Object.keys(bundle).some((type) => pattern.test(type)));
  // Without a text VS Code itself says that a renderer is missing, and offers to look for one.
  if (!found || !('text/plain' in bundle) || 'text/html' in bundle) return undefined;
  return `${found[1]}. To see it drawn in VS Code, install a renderer: the extension ms-toolsai.jupyter-renderers.`;
}
