import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceTree } from '../grammars';
import { field, parts, topLevelOf } from '../syntax';

/**
 * Behind which top-level statement new definitions go: the last import before the first use, else the docstring.
 * null: before everything. A later import must not attract the definition, which has to run before its use.
 */
export function anchorBefore(tree: SourceTree, firstUse: Node): Node | null {
  const limit = topLevelOf(firstUse).startIndex;
  const before = parts(tree.root).filter((node) => node.startIndex >= tree.editableFrom && node.startIndex < limit);
  const docstring = before[0]?.type === 'expression_statement' && before[0].namedChild(0)?.type === 'string';
  return before.filter(isImporting).at(-1) ?? (docstring ? (before[0] ?? null) : null);
}

/** Where the first statement may stand if nothing anchors it: behind a shebang, a licence, a `%%time` of a cell. */
export function startOfCode({ text, editableFrom }: SourceTree): number {
  return editableFrom + (/^(?:#.*\r?\n)*/.exec(text.slice(editableFrom))?.[0].length ?? 0);
}

function isImporting(node: Node): boolean {
  if (node.type === 'if_statement') {
    return field(node, 'condition')?.text.includes('TYPE_CHECKING') ?? false;
  }
  if (node.type === 'try_statement') {
    return parts(field(node, 'body')).every((child) => isImportStatement(child));
  }
  return isImportStatement(node);
}

function isImportStatement(node: Node): boolean {
  return /^(?:future_)?import(?:_from)?_statement$/.test(node.type);
}
