import { describe, expect, test } from 'vitest';
import { errorMime, type NotebookContent, stdoutMime } from '../../kernels/export/notebookContent';
import { notebookHtml } from '../../kernels/export/notebookHtml';
import { notebookScript } from '../../kernels/export/notebookScript';

const code = (source: string, ...outputs: Record<string, string>[]) => ({
  kind: 'code' as const,
  language: 'typescript',
  source,
  outputs,
});
const words = (source: string) => ({ kind: 'markdown' as const, language: 'markdown', source, outputs: [] });
const notebook = (...cells: NotebookContent['cells']): NotebookContent => ({ title: 'A < B', cells });

describe('a notebook as a page', () => {
  test('shows words, highlighted code and the richest form of each output', () => {
    const html = notebookHtml(
      notebook(
        words('# Heading'),
        code(
          'const a = 1;',
          { 'text/plain': 'plain', 'image/svg+xml': '<svg id="s"></svg>' },
          { [stdoutMime]: 'a < b' },
        ),
      ),
    );
    expect(html).toContain('<h1>Heading</h1>');
    expect(html).toContain('<span class="hljs-keyword">const</span>');
    expect(html).toContain('<svg id="s"></svg>');
    expect(html).not.toContain('plain</pre>');
    expect(html).toContain('<pre class="stdout">a &lt; b</pre>');
    expect(html).toContain('<title>A &lt; B</title>');
  });

  test('shows an error with its stack, and never runs what was only text', () => {
    const html = notebookHtml(
      notebook(
        code('<script>x</script>', { [errorMime]: JSON.stringify({ message: 'm', stack: 'Cell 1, line 2 <b>' }) }),
      ),
    );
    expect(html).toContain('<pre class="error">Cell 1, line 2 &lt;b&gt;</pre>');
    expect(html).not.toContain('<script>x');
  });
});

test('a notebook as a script keeps code as it is and words as comments', () => {
  expect(notebookScript(notebook(words('# One\n\ntwo'), code('const a = 1;\nlog(a);')))).toBe(
    '// %% [markdown]\n// # One\n//\n// two\n\n// %%\nconst a = 1;\nlog(a);\n',
  );
});

test('a page has its formulas as MathML, in words and in outputs', () => {
  const page = notebookHtml(notebook(words('The slope of $e^x$.'), code('1', { 'text/markdown': '$$\nf(x) = x\n$$' })));
  expect(page.match(/<math /g)).toHaveLength(2);
  expect(page).not.toContain('$');
});
