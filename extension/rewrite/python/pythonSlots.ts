import type { Node } from '@vscode/tree-sitter-wasm';
import { safe, unsafe, type Verdict } from '../detection';
import { field, isField, parts } from '../syntax';
import { stringValue } from './pythonContext';
import type { PythonFacts, PythonSlot } from './pythonFramework';
import type { PythonNames } from './pythonNames';

/** The parameter that takes `value`, if the facts know its function. */
export function slotAt(facts: PythonFacts, names: PythonNames, argument: Node, value: Node): PythonSlot | null {
  const list = argument.parent;
  const callee = list?.type === 'argument_list' ? field(list.parent, 'function') : null;
  const calleeNames = callee ? names.qualifiedNames(callee) : [];
  const keyword = isField(argument, 'value', value) ? field(argument, 'name')?.text : undefined;
  const position = parts(list).findIndex((part) => part.equals(argument));
  const found = facts.slots.find((slot) => {
    const isHere = keyword ? slot.parameter === keyword : slot.position === position;
    return isHere && calleeNames.some((name) => takes(slot, name));
  });
  return found ?? null;
}

function takes({ callee, except }: PythonSlot, name: string): boolean {
  const isNamed = callee.endsWith('.*') ? name.startsWith(callee.slice(0, -1)) : name === callee;
  return isNamed && !except?.test(name.slice(name.lastIndexOf('.') + 1));
}

export interface StringPlace {
  readonly slot: PythonSlot;
  readonly verdict: Verdict;
}

/**
 * Where a string stands for an activation: an argument of a known function, `ACT2FN["gelu"]`, or the value of a
 * parameter whose name says it, given to code that hands it on to the framework.
 */
export function stringPlace(facts: PythonFacts, names: PythonNames, node: Node): StringPlace | null {
  const { parent } = node;
  if (parent?.type === 'subscript') {
    const table = field(parent, 'value');
    const tables = table ? names.qualifiedNames(table) : [];
    const slot = facts.slots.find(({ callee, parameter }) => parameter === '[]' && tables.includes(callee));
    return slot ? { slot, verdict: verdictOf(slot) } : null;
  }
  const slot = slotAt(facts, names, parent?.type === 'keyword_argument' ? parent : node, node);
  return slot ? { slot, verdict: verdictOf(slot) } : namedPlace(facts, names, node);
}

function verdictOf({ isSafe }: PythonSlot): Verdict {
  return isSafe ? safe : unsafe('The receiver may call it with arguments of its own.');
}

const nameFields = new Map([
  ['default_parameter', 'name'],
  ['typed_default_parameter', 'name'],
  ['keyword_argument', 'name'],
  ['assignment', 'left'],
]);

function namedPlace({ defaults }: PythonFacts, names: PythonNames, node: Node): StringPlace | null {
  const parent = node.parent;
  const target = parent ? field(parent, nameFields.get(parent.type) ?? '') : null;
  const name = (target?.type === 'attribute' ? field(target, 'attribute') : target)?.text ?? '';
  if (!defaults || !parent || !target || target.equals(node) || !defaults.parameter.test(name)) {
    return null;
  }
  const { slot } = defaults;
  if (!slot.strings.has(stringValue(node) ?? '') || !defaults.reaches(names, parent, name)) {
    return null;
  }
  const isArgument = parent.type === 'keyword_argument';
  const verdict = unsafe('It is a default: whoever relies on it gets another activation.');
  return { slot, verdict: isArgument ? verdictOf({ ...slot, isSafe: false }) : verdict };
}
