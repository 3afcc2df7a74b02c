import type { Notebook, NotebookCell } from '../notebook/ipynb';
import { sourceOf } from '../notebook/ipynb';

/** Values by name, as given on the command line. */
export type Parameters = ReadonlyMap<string, unknown>;

const injectedTag = 'injected-parameters';

/** `lr=0.01` → a number, `name=TeLU` → a text, `sizes=[1,2]` → a list: JSON where it is JSON. Throws on anything else. */
export function parseParameter(word: string): [name: string, value: unknown] {
  const at = word.indexOf('=');
  const name = word.slice(0, Math.max(0, at));
  if (!/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) {
    throw new Error(`--param ${word}: write NAME=VALUE, where NAME is a variable of the notebook.`);
  }
  const text = word.slice(at + 1);
  try {
    return [name, JSON.parse(text)];
  } catch {
    return [name, text];
  }
}

/**
 * Puts the values into a cell of their own behind the cell with the tag "parameters", or before all others, as papermill
 * does. Values of an earlier run go.
 */
export function withParameters(notebook: Notebook, parameters: Parameters): Notebook {
  if (parameters.size === 0) return notebook;
  const cells = notebook.cells.filter((cell) => !hasTag(cell, injectedTag));
  const lines = [...parameters].map(([name, value]) => `let ${name} = ${JSON.stringify(value)}`);
  const injected: NotebookCell = {
    cell_type: 'code',
    source: ['// Parameters', ...lines].join('\n'),
    metadata: { tags: [injectedTag] },
    outputs: [],
    execution_count: null,
  };
  const at = cells.findIndex((cell) => hasTag(cell, 'parameters')) + 1;
  return { ...notebook, cells: [...cells.slice(0, at), injected, ...cells.slice(at)] };
}

/** Names given that the parameters cell does not declare: most likely misspelt. */
export function undeclared(notebook: Notebook, parameters: Parameters): string[] {
  const cell = notebook.cells.find((candidate) => hasTag(candidate, 'parameters'));
  if (!cell) return [];
  const source = sourceOf(cell);
  return [...parameters.keys()].filter((name) => !source.split(/[^\p{ID_Continue}$]+/u).includes(name));
}

function hasTag({ metadata: { tags } }: NotebookCell, tag: string): boolean {
  return Array.isArray(tags) && tags.includes(tag);
}
