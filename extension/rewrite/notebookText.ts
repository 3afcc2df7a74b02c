import { type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { TextEdit } from './detection';
import { isRewriteLanguage, type RewriteLanguage } from './source';

/** A code cell of a notebook file. */
export interface NotebookTextCell {
  /** Counted over all cells, from 0. */
  readonly index: number;
  readonly language: RewriteLanguage;
  readonly source: string;
  /** The edit of the file's text that gives the cell another source and touches nothing else. */
  replacedBy(source: string): TextEdit;
}

/** Null where the text is no notebook, or not all of one. Outputs, ids and the way the file is written stay as they are. */
export function cellsOfNotebookText(text: string): NotebookTextCell[] | null {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  const cells = root && childAt(root, 'cells');
  if (!root || errors.length > 0 || cells?.type !== 'array') {
    return null;
  }
  const fallback = languageOfNotebook(root);
  return (cells.children ?? []).flatMap((cell, index) => {
    const source = childAt(cell, 'source');
    const language = stringAt(cell, 'metadata', 'vscode', 'languageId') ?? fallback;
    const isCode = stringAt(cell, 'cell_type') === 'code' && source !== undefined;
    return isCode && isRewriteLanguage(language)
      ? [{ index, language, source: textOf(source), replacedBy: (next) => replacement(text, source, next) }]
      : [];
  });
}

function languageOfNotebook(root: Node): string {
  const named =
    stringAt(root, 'metadata', 'language_info', 'name') ?? stringAt(root, 'metadata', 'kernelspec', 'language');
  return named?.toLowerCase() ?? 'python';
}

function textOf(source: Node): string {
  const lines = source.type === 'array' ? (source.children ?? []) : [source];
  return lines.map(({ value }) => (typeof value === 'string' ? value : '')).join('');
}

/** A list of lines stays a list, indented as it was. */
function replacement(text: string, source: Node, next: string): TextEdit {
  const { offset, length, type, children = [] } = source;
  const [first, second] = children;
  const lines = next.match(/[^\n]*\n|[^\n]+$/g) ?? [];
  const range = { start: offset, end: offset + length };
  if (type !== 'array') {
    return { ...range, newText: JSON.stringify(next) };
  }
  const before = first ? text.slice(offset + 1, first.offset) : '';
  const between = first && second ? text.slice(first.offset + first.length, second.offset) : `,${before || ' '}`;
  const last = children.at(-1);
  const after = last ? text.slice(last.offset + last.length, offset + length - 1) : '';
  return { ...range, newText: `[${before}${lines.map((line) => JSON.stringify(line)).join(between)}${after}]` };
}

function childAt(node: Node, ...path: readonly string[]): Node | undefined {
  return path.reduce<Node | undefined>((found, key) => {
    const properties = found?.type === 'object' ? (found.children ?? []) : [];
    return properties.find(({ children }) => children?.[0]?.value === key)?.children?.[1];
  }, node);
}

function stringAt(node: Node, ...path: readonly string[]): string | undefined {
  const value: unknown = childAt(node, ...path)?.value;
  return typeof value === 'string' ? value : undefined;
}
