import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';
import { styleOf } from '../fileStyle';
import type { SourceTree } from '../grammars';
import { assignBehind, freeMemberNames } from '../python/pythonMembers';
import { scopeOf } from '../python/pythonNames';
import { classes } from '../python/pythonNodes';
import { ancestors, enclosing, field } from '../syntax';
import type { Defect, DefectRule } from './defect';
import { pythonNamesOf } from './pythonFormulas';
import { isMovable, isRepeated, words, xieluCalls } from './xieluModules';

const message =
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
      const defect = { start, end, code: 'xielu-shared', message } as const;
      return target && uses.length > 1 ? [{ ...defect, ...onePerPlace(tree, call, target, uses) }] : [];
    }),
};

function usesOf(tree: SourceTree, target: Node): Node[] {
  if (target.type === 'identifier') {
    const names = pythonNamesOf(tree);
    const isOnly = names.bindingsOf(target.text).length === 1;
    return isOnly ? names.usesOf(target.text).filter(isPlaced) : [];
  }
  return mentionsOf(target).filter((node) => isCalled(node) && !isTested(node));
}

/** `self.act` in its class, also where it is assigned. */
function mentionsOf(target: Node): Node[] {
  const all = enclosing(target, classes)?.descendantsOfType('attribute') ?? [];
  return all.flatMap((node) => (node && node.text === target.text ? [node] : []));
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

/** The first place keeps the instance. None where a place is in a loop, or something else knows the instance too. */
function onePerPlace(tree: SourceTree, call: Node, target: Node, uses: readonly Node[]): Pick<Defect, 'fix'> {
  const [, ...others] = uses;
  const isPlain = call.parent?.parent?.type === 'expression_statement';
  if (!isPlain || [call, ...uses].some(isRepeated)) {
    return {};
  }
  const edits = target.type === 'identifier' ? inPlace(tree, call, uses) : asMembers(tree, call, target, uses);
  const title =
    others.length === 1 ? 'Give each of the two places its own' : `Give each of the ${uses.length} places its own`;
  return edits.length > 0 ? { fix: { title, edits, isChoice: true } } : {};
}

/** `Sequential(a, act, b, act)` → `Sequential(a, act, b, XIELU())`. */
function inPlace(tree: SourceTree, call: Node, uses: readonly Node[]): TextEdit[] {
  const names = pythonNamesOf(tree);
  const [first, ...others] = uses;
  const scope = scopeOf(call);
  const isMeant = names.usesOf(first?.text ?? '').length === uses.length && uses.every(isLayerAmongOthers);
  return isMeant && isMovable(call, names) && uses.every((use) => scopeOf(use).equals(scope))
    ? others.map((use) => ({ start: use.startIndex, end: use.endIndex, newText: call.text }))
    : [];
}

/** In a list, or an argument of a class: `nn.Sequential(act)` keeps it, `print(act)` only looks at it. */
function isLayerAmongOthers({ parent }: Node): boolean {
  const callee = parent?.type === 'argument_list' ? field(parent.parent, 'function')?.text : undefined;
  return parent?.type === 'list' || /(?:^|\.)(?:[A-Z]\w*|append|add)$/.test(callee ?? '');
}

/** `self.act2 = XIELU()` behind `self.act = XIELU()`, for the second place. */
function asMembers(tree: SourceTree, call: Node, target: Node, uses: readonly Node[]): TextEdit[] {
  const others = uses.slice(1);
  const statement = call.parent?.parent;
  const isOnlyCalled = mentionsOf(target).length === uses.length + 1;
  const self = field(target, 'object')?.text ?? '';
  if (!statement || !isOnlyCalled || !/^\w+$/.test(self)) {
    return [];
  }
  const base = field(target, 'attribute')?.text ?? '';
  const names = freeMemberNames(tree.text, base, others.length + 1).slice(1);
  const made = names.map((name) => ({ name, value: call.text }));
  return [
    assignBehind(tree.text, statement, self, made, styleOf(tree).eol),
    ...others.map((use, i) => ({ start: use.startIndex, end: use.endIndex, newText: `${self}.${names[i]}` })),
  ];
}
