import { describe, expect, it } from 'vitest';
import {
  displayOutput,
  formatNotebook,
  languageOf,
  parseNotebook,
  sourceOf,
  streamOutput,
  withIds,
} from '../../kernels/notebook/ipynb';

function notebookOf(parts: object): string {
  return JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5, ...parts });
}

const code = { cell_type: 'code', source: ['a\n', 'b'], metadata: {} };

describe('notebook files', () => {
  it.each([
    ['', 'not JSON'],
    ['[]', 'no list of cells'],
    ['null', 'no list of cells'],
    [notebookOf({ cells: [{ cell_type: 'code' }] }), 'no list of cells'],
    [notebookOf({ nbformat: 3 }), 'format 3'],
    [notebookOf({ metadata: { language_info: { name: 'python' } } }), 'python'],
  ])('are refused with a reason: %s', (text, reason) => {
    expect(() => parseNotebook(text)).toThrow(reason);
  });

  it('survive unchanged but for what is missing', () => {
    const original = {
      cells: [{ ...code, id: 'keep', attachments: { x: 1 } }],
      metadata: { own: [1] },
      nbformat: 4,
      nbformat_minor: 5,
    };
    const text = `${JSON.stringify(original, null, 1)}\n`;
    expect(formatNotebook(withIds(parseNotebook(text)))).toBe(text);
  });

  it('get an id in every cell, no id twice', () => {
    const { cells, nbformat_minor } = withIds(
      parseNotebook(notebookOf({ cells: [code, { ...code, id: 'a' }, { ...code, id: 'a' }], nbformat_minor: 2 })),
    );
    expect(nbformat_minor).toBe(5);
    expect(cells[1]?.id).toBe('a');
    expect(new Set(cells.map(({ id }) => id)).size).toBe(3);
    expect(cells.every(({ id }) => /^[\w-]{1,64}$/.test(id ?? ''))).toBe(true);
  });

  it('say the language of a cell: its own, then that of the notebook', () => {
    const notebook = parseNotebook(
      notebookOf({ cells: [code, { ...code, metadata: { vscode: { languageId: 'javascript' } } }] }),
    );
    expect(notebook.cells.map((cell) => languageOf(cell, notebook))).toEqual(['typescript', 'javascript']);
    const javascript = parseNotebook(
      notebookOf({ cells: [code], metadata: { language_info: { name: 'javascript' } } }),
    );
    expect(javascript.cells.map((cell) => languageOf(cell, javascript))).toEqual(['javascript']);
  });

  it('join sources and split texts as Jupyter does', () => {
    expect(sourceOf({ ...code, source: ['a\n', 'b'] })).toBe('a\nb');
    expect(streamOutput('stdout', 'a\n\nb')).toMatchObject({ text: ['a\n', '\n', 'b'] });
    const bundle = { 'text/plain': 'a\nb', 'image/png': 'aGk=\n', 'application/json': { a: 1 } };
    expect(displayOutput(bundle)).toMatchObject({
      data: { 'text/plain': ['a\n', 'b'], 'image/png': 'aGk=\n', 'application/json': { a: 1 } },
    });
  });
});
