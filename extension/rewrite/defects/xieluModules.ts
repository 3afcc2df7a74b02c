import type { Node } from '@vscode/tree-sitter-wasm';
import { activationNamed } from '../activationNames';
import type { SourceTree } from '../grammars';
import { ancestors, enclosing, field } from '../syntax';
import type { Defect, DefectRule } from './defect';
import { pythonNamesOf } from './pythonFormulas';

const functions = new Set(['function_definition']);
const classes = new Set(['class_definition']);
const words = /xielu/i;

/** Calls of a class XIELU, defined here or imported, in the part of the text that is searched. */
export function xieluCalls(tree: SourceTree): Node[] {
  return tree.root.descendantsOfType('call').flatMap((node) => {
    const name = field(node, 'function')?.text.replace(/^.*\./, '') ?? '';
    const isClass = /^_*x?[A-Z]/.test(name) && activationNamed(name) === 'xielu';
    return node && isClass && !node.hasError && node.startIndex >= tree.editableFrom ? [node] : [];
  });
}

export const xieluInForward: DefectRule = {
  languages: ['python'],
  words,
  find: (tree) =>
    xieluCalls(tree).flatMap((call): Defect[] => {
      const method = enclosing(call, functions);
      const name = field(method, 'name')?.text ?? '';
      const isForward = /^(?:forward|call|__call__)$/.test(name) && method && enclosing(method, classes);
      // @nn.compact of Flax makes its modules where they are used, once.
      const isCompact = method?.parent?.text.startsWith('@') && /compact/.test(method.parent.text.slice(0, 60));
      const message = `An xIELU made inside ${name} has fresh parameters at each call: they never train. Make it in __init__.`;
      const { startIndex: start, endIndex: end } = call;
      return isForward && !isCompact ? [{ start, end, code: 'xielu-in-forward', message }] : [];
    }),
};

const sharedMessage =
  'One xIELU stands in several places: they share αp and αn. Make an instance for each place, or say that it is meant with “activation-lab-ignore xielu-shared”.';

/** `self.act = XIELU()`, called twice in forward, or a variable that is listed twice. */
export const xieluShared: DefectRule = {
  languages: ['python'],
  words,
  find: (tree) =>
    xieluCalls(tree).flatMap((call): Defect[] => {
      const target = call.parent?.type === 'assignment' ? field(call.parent, 'left') : null;
      const uses = target ? usesOf(tree, target) : [];
      const { startIndex: start, endIndex: end } = call;
      return uses.length > 1 ? [{ start, end, code: 'xielu-shared', message: sharedMessage }] : [];
    }),
};

function usesOf(tree: SourceTree, target: Node): Node[] {
  if (target.type === 'identifier') {
    const names = pythonNamesOf(tree);
    const isOnly = names.bindingsOf(target.text).length === 1;
    return isOnly ? names.usesOf(target.text).filter(isPlaced) : [];
  }
  const owner = enclosing(target, classes);
  const all = owner?.descendantsOfType('attribute') ?? [];
  return all.flatMap((node) => (node && node.text === target.text && isCalled(node) && !isTested(node) ? [node] : []));
}

function isCalled(node: Node): boolean {
  return node.parent?.type === 'call' && (field(node.parent, 'function')?.equals(node) ?? false);
}

/** Called, or handed over as a part of a container. */
function isPlaced(node: Node): boolean {
  return isCalled(node) || node.parent?.type === 'argument_list' || node.parent?.type === 'list';
}

/** One of two branches runs, so that two calls are one place. */
function isTested(node: Node): boolean {
  return [...ancestors(node)].some(({ type }) => /^(?:if_statement|conditional_expression|else_clause)$/.test(type));
}
