import katex from '@vscode/markdown-it-katex';
import hljs from 'highlight.js/lib/core';
import javascript from 'highlight.js/lib/languages/javascript';
import typescript from 'highlight.js/lib/languages/typescript';
import markdownIt from 'markdown-it';
import {
  type CellContent,
  errorMime,
  type NotebookContent,
  type OutputContent,
  stderrMime,
  stdoutMime,
} from './notebookContent';

hljs.registerLanguage('javascript', javascript);
hljs.registerLanguage('typescript', typescript);
/** Formulas as MathML, which every browser draws without a style sheet or fonts of its own. */
const markdown = markdownIt({ linkify: true }).use(katex, { output: 'mathml', throwOnError: false });

const escaped = (text: string) => markdown.utils.escapeHtml(text);
const pre = (text: string, kind: string) => `<pre class="${kind}">${escaped(text)}</pre>`;
const image = (mime: string) => (base64: string) => `<img src="data:${mime};base64,${base64}" alt="">`;

/** Richest first: the first type that an output offers is shown. */
const writers: readonly (readonly [mime: string, write: (content: string) => string])[] = [
  ['text/html', (html) => html],
  ['image/svg+xml', (svg) => svg],
  ['image/png', image('image/png')],
  ['image/jpeg', image('image/jpeg')],
  ['text/markdown', (text) => markdown.render(text)],
  [errorMime, (json) => pre(stackOf(json), 'error')],
  [stdoutMime, (text) => pre(text, 'stdout')],
  [stderrMime, (text) => pre(text, 'stderr')],
  ['application/json', (text) => pre(text, 'json')],
  ['text/plain', (text) => pre(text, 'plain')],
];

function stackOf(json: string): string {
  const error: { stack?: string; message?: string } = JSON.parse(json);
  return error.stack ?? error.message ?? '';
}

function outputHtml(output: OutputContent): string {
  for (const [mime, write] of writers) {
    const content = output[mime];
    if (content !== undefined) return `<div class="output">${write(content)}</div>`;
  }
  return '';
}

function codeHtml({ source, language }: CellContent): string {
  const code = hljs.getLanguage(language) ? hljs.highlight(source, { language }).value : escaped(source);
  return `<pre class="code"><code>${code}</code></pre>`;
}

function cellHtml(cell: CellContent): string {
  if (cell.kind === 'markdown') return `<section class="words">${markdown.render(cell.source)}</section>`;
  return `<section>${codeHtml(cell)}${cell.outputs.map(outputHtml).join('')}</section>`;
}

const style = `
:root { color-scheme: light dark; --line: #8884; --code: #8881; --keyword: #0050a0; --string: #a0410d; --quiet: #6b6b6b; --number: #00654b; }
@media (prefers-color-scheme: dark) { :root { --keyword: #6cb6ff; --string: #ff9e64; --quiet: #a8a8a8; --number: #35c79b; } }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 56rem; margin: 2rem auto; padding: 0 1rem; }
pre { overflow-x: auto; font: 13px/1.5 ui-monospace, Menlo, Consolas, monospace; margin: 0; padding: 0.5rem 0.75rem; }
pre.code { background: var(--code); border-left: 3px solid var(--line); }
pre.error { color: #c72e0f; }
pre.stderr { border-left: 3px solid #c72e0f; }
section { margin: 1rem 0; }
.output { margin: 0.5rem 0; overflow-x: auto; }
.hljs-keyword, .hljs-built_in { color: var(--keyword); }
.hljs-string { color: var(--string); }
.hljs-number, .hljs-literal { color: var(--number); }
.hljs-comment { color: var(--quiet); }
`;

/** One self-contained page: words, code, outputs; readable in light and dark, without a network. */
export function notebookHtml({ title, cells }: NotebookContent): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)}</title><style>${style}</style></head>
<body>
${cells.map(cellHtml).join('\n')}
</body>
</html>
`;
}
