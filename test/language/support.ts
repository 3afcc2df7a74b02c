import path from 'node:path';
import type { Cell } from '../../kernels/language/cell';
import { NotebookService } from '../../kernels/language/notebookService';
import { type Place, placeIn } from '../../kernels/language/place';

const root = path.resolve(import.meta.dirname, '../..');

/** Cells by their URIs: 'one', 'two', … TypeScript unless the text begins with "//js". */
export function notebookOf(...texts: string[]) {
  const notebook = new NotebookService({
    folder: path.join(root, 'test/language/fixtures'),
    typesFolder: path.join(root, 'dist/language/types'),
  });
  const cells = texts.map((text, index): Cell => {
    return { uri: `cell${index + 1}`, languageId: text.startsWith('//js') ? 'javascript' : 'typescript', text };
  });
  notebook.update(cells);
  return {
    notebook,
    cells,
    /** The place of the `|` in a cell's text, which is taken out of it. */
    at(number: number, marked: string): Place {
      const offset = marked.indexOf('|');
      const uri = `cell${number}`;
      const text = marked.replace('|', '');
      notebook.update(cells.map((cell) => (cell.uri === uri ? { ...cell, text } : cell)));
      const place = offset < 0 ? undefined : placeIn(notebook, uri, offset);
      if (!place) throw new Error(`There is no place "|" in cell ${number}.`);
      return place;
    },
  };
}
