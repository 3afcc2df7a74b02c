import type { Node } from '@vscode/tree-sitter-wasm';
import { activationNamed } from '../activationNames';
import type { SourceTree } from '../grammars';
import type { PythonNames } from '../python/pythonNames';
import { definedFunctions } from '../python/pythonNodes';
import { ancestors, field, isField } from '../syntax';

export const words = /xielu/i;

/** Calls of a class XIELU, defined here or imported, in the part of the text that is searched. */
export function xieluCalls(tree: SourceTree): Node[] {
  return tree.root.descendantsOfType('call').flatMap((node) => {
    const name = field(node, 'function')?.text.replace(/^.*\./, '') ?? '';
    const isClass = /^_*x?[A-Z]/.test(name) && activationNamed(name) === 'xielu';
    return node && isClass && !node.hasError && node.startIndex >= tree.editableFrom ? [node] : [];
  });
}

const repeated = /^(?:for_statement|while_statement|\w+_comprehension|generator_expression|lambda)$/;

/** Whether one run of its function may come by it many times. */
export function isRepeated(node: Node): boolean {
  for (const { type } of ancestors(node)) {
    if (definedFunctions.has(type) || repeated.test(type)) {
      return !definedFunctions.has(type);
    }
  }
  return false;
}

/** Whether the call means the same anywhere in the file: it reads numbers, strings and names of the module only. */
export function isMovable(call: Node, names: PythonNames): boolean {
  return call.descendantsOfType('identifier').every((node) => {
    const isMember = isField(node?.parent ?? null, 'attribute', node ?? call);
    const isKeyword = node?.parent?.type === 'keyword_argument' && isField(node.parent, 'name', node);
    const seen = node && !isMember && !isKeyword ? names.bindingsSeenFrom(node, node.text) : [];
    return seen.every(({ scope }) => scope.type === 'module');
  });
}
