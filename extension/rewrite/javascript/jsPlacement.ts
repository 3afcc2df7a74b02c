import type { Node } from '@vscode/tree-sitter-wasm';
import type { SourceTree } from '../grammars';
import { field, parts, topLevelOf } from '../syntax';

/** Behind which statement new definitions go: the last import before the first use, else 'use strict'. */
export function jsAnchorBefore(tree: SourceTree, firstUse: Node): Node | null {
  const limit = topLevelOf(firstUse).startIndex;
  const before = parts(tree.root).filter((node) => node.startIndex >= tree.editableFrom && node.startIndex < limit);
  const directive = before[0]?.type === 'expression_statement' && before[0].namedChild(0)?.type === 'string';
  return before.filter(isImporting).at(-1) ?? (directive ? (before[0] ?? null) : null);
}

/** Behind a `#!` line. */
export function jsStartOfCode({ text, editableFrom }: SourceTree): number {
  return editableFrom + (editableFrom === 0 ? (/^#!.*\r?\n/.exec(text)?.[0].length ?? 0) : 0);
}

function isImporting(node: Node): boolean {
  if (node.type === 'import_statement') {
    return true;
  }
  const isDeclaration = node.type === 'lexical_declaration' || node.type === 'variable_declaration';
  const values = isDeclaration ? parts(node).map((declarator) => field(declarator, 'value')?.text ?? '') : [];
  return values.length > 0 && values.every((value) => /^(?:await\s+)?(?:require|import)\s*\(/.test(value));
}
