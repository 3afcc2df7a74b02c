import type { Node } from '@vscode/tree-sitter-wasm';
import { isInsideAny, isMentioned } from '../syntax';
import type { PythonFacts } from './pythonFramework';
import { endOfLine, importLine } from './pythonImportLines';
import type { Binding, PythonNames } from './pythonNames';
import { vocabularyOf } from './pythonSpellings';

/**
 * The imports that helpers brought along, told by the text alone: written as a swap writes them, and read by nothing but
 * these definitions. What the file's author imported in another way, or may have imported for more, stays.
 */
export function companionsOf(
  facts: PythonFacts,
  names: PythonNames,
  definitions: readonly Node[],
  stillNeeded: ReadonlySet<string> = new Set(),
): readonly Binding[] {
  if (definitions.length === 0) {
    return [];
  }
  const { customaryNames, modules } = facts;
  const { helpers } = vocabularyOf(facts);
  const needed = new Set(helpers.flatMap(({ needs }) => [...needs.values()]));
  const lines = new Set([...needed].map((module) => importLine(module, customaryNames?.get(module))));
  const found = names.moduleImports().filter(({ node: { text: name }, statement }) => {
    const isOurs = lines.has(statement.text) && isWholeLine(statement, names) && !isExported(name, names);
    return isOurs && !stillNeeded.has(name) && isReadBy(definitions, names.usesOf(name));
  });
  const isCertain = ({ statement }: Binding) => statement.text !== `import ${modules[0]}`;
  return found.every(isCertain) || !isImportedForMore(facts, names, found) ? found : found.filter(isCertain);
}

function isReadBy(definitions: readonly Node[], uses: readonly Node[]): boolean {
  return uses.length > 0 && uses.every((use) => isInsideAny(use, definitions));
}

/** Without a comment behind it, in text that may be edited. */
function isWholeLine(statement: Node, { tree: { text, editableFrom } }: PythonNames): boolean {
  const rest = text.slice(statement.endIndex, endOfLine(text, statement.endIndex));
  return rest.trim() === '' && statement.startIndex >= editableFrom;
}

function isExported(name: string, { tree }: PythonNames): boolean {
  return new RegExp(`['"]${name}['"]`).test(tree.text) || isMentioned(tree, name);
}

/** `import torch` beside `from torch import nn`, or beside an import that nobody reads, is the author's habit. */
function isImportedForMore(
  { modules: [root], packageBeside }: PythonFacts,
  names: PythonNames,
  companions: readonly Binding[],
): boolean {
  const others = names.moduleImports().filter((binding) => !companions.includes(binding));
  return others.some(({ node, statement, qualified = '' }) => {
    return qualified.startsWith(`${root}.`) && (packageBeside?.test(statement.text) || !names.isRead(node.text));
  });
}
