import type { Node } from '@vscode/tree-sitter-wasm';
import type { ActivationId } from '../activationNames';
import { safe, unsafe, type Verdict } from '../detection';
import { enclosing, field, isField, parts } from '../syntax';
import { stringValue } from './pythonContext';
import type { PythonFacts, PythonSlot } from './pythonFramework';
import type { PythonNames } from './pythonNames';
import { classes } from './pythonNodes';
import { climbAlternatives } from './pythonPlaces';

/** The parameter that takes `value`, if the facts know its function; of several that which takes the string. */
export function slotAt(
  facts: PythonFacts,
  names: PythonNames,
  argument: Node,
  value: Node,
  string?: string,
): PythonSlot | null {
  const list = argument.parent;
  const call = list?.type === 'argument_list' ? list.parent : null;
  const { calleeNames, skipped } = calleeOf(names, call);
  const keyword = isField(argument, 'value', value) ? field(argument, 'name')?.text : undefined;
  const position = parts(list).findIndex((part) => part.equals(argument)) - skipped;
  const found = facts.slots.filter((slot) => {
    const isHere = keyword ? slot.parameter === keyword : slot.position === position;
    return isHere && calleeNames.some((name) => takes(slot, name));
  });
  const taking = string === undefined ? undefined : found.find(({ strings }) => strings.has(string));
  return taking ?? found[0] ?? null;
}

/** `partial(Dense, activation="relu")` stands for calls of Dense, whose arguments come after it. */
function calleeOf(names: PythonNames, call: Node | null): { calleeNames: readonly string[]; skipped: number } {
  const callee = field(call, 'function');
  const calleeNames = callee ? [...names.qualifiedNames(callee), ...basesBehind(names, callee)] : [];
  const [first] = parts(field(call, 'arguments'));
  return first && calleeNames.includes('functools.partial')
    ? { calleeNames: names.qualifiedNames(first), skipped: 1 }
    : { calleeNames, skipped: 0 };
}

/** Those of the class around `super().__init__(8, activation="relu")`. */
function basesBehind(names: PythonNames, callee: Node): readonly string[] {
  const isSuper = field(field(callee, 'object'), 'function')?.text === 'super';
  const owner = isSuper && field(callee, 'attribute')?.text === '__init__' ? enclosing(callee, classes) : null;
  return parts(field(owner, 'superclasses')).flatMap((base) => names.qualifiedNames(base));
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
export function stringPlace(
  facts: PythonFacts,
  names: PythonNames,
  node: Node,
  string = stringValue(node) ?? '',
): StringPlace | null {
  const value = climbAlternatives(node);
  const { parent } = value;
  if (parent?.type === 'subscript') {
    const table = field(parent, 'value');
    const tables = table ? names.qualifiedNames(table) : [];
    const slot = facts.slots.find(({ callee, parameter }) => parameter === '[]' && tables.includes(callee));
    return slot ? { slot, verdict: verdictOf(slot) } : null;
  }
  const argument = parent?.type === 'keyword_argument' ? parent : value;
  const slot = slotAt(facts, names, argument, value, string) ?? unpackedSlot(facts, names, value);
  if (!slot) {
    return namedPlace(facts, names, value, string);
  }
  return { slot, verdict: verdictOf(slot) };
}

/** What the slot calls the activation. */
export function nameIn({ strings }: PythonSlot, activation: ActivationId): string | null {
  return [...strings].find(([, id]) => id === activation)?.[0] ?? null;
}

/** The string for the activation that could stand where `node` stands: a default, one of unpacked options. */
export function nameOfPlace(facts: PythonFacts, names: PythonNames, node: Node, activation: ActivationId) {
  const slots = [...facts.slots, ...(facts.defaults?.slots ?? [])];
  const candidates = new Set(slots.map((slot) => nameIn(slot, activation)));
  return [...candidates].find((name) => name !== null && stringPlace(facts, names, node, name)) ?? null;
}

/** `options = {"activation": "relu"}`, or `dict(…)`, of which every use is `Conv2D(…, **options)`. */
function unpackedSlot(facts: PythonFacts, names: PythonNames, value: Node): PythonSlot | null {
  const { parent } = value;
  const isPair = parent?.type === 'pair' && isField(parent, 'value', value);
  const key = isPair ? stringValue(field(parent, 'key')) : field(parent, 'name')?.text;
  const list = parent?.parent;
  const made = list?.type === 'argument_list' && field(list.parent, 'function')?.text === 'dict' ? list.parent : list;
  const name = made?.parent?.type === 'assignment' && isField(made.parent, 'right', made) ? made.parent : null;
  const target = field(name, 'left');
  const bindings = target?.type === 'identifier' ? names.bindingsOf(target.text) : [];
  if (!key || (made?.type !== 'dictionary' && made?.type !== 'call') || bindings.length !== 1) {
    return null;
  }
  const slots = names.usesOf(target?.text ?? '').map((use) => {
    const call = use.parent?.type === 'dictionary_splat' ? use.parent.parent?.parent : null;
    const callees = calleeOf(names, call ?? null).calleeNames;
    return facts.slots.find((slot) => slot.parameter === key && callees.some((callee) => takes(slot, callee)));
  });
  const [first] = slots;
  const caution = 'These options may make more than one layer.';
  return first && slots.every((slot) => slot) ? { ...first, isSafe: false, caution } : null;
}

function verdictOf({ isSafe, caution = 'The receiver may call it with arguments of its own.' }: PythonSlot): Verdict {
  return isSafe ? safe : unsafe(caution);
}

const nameFields = new Map([
  ['default_parameter', 'name'],
  ['typed_default_parameter', 'name'],
  ['keyword_argument', 'name'],
  ['assignment', 'left'],
  ['pair', 'key'],
]);

function namedPlace({ defaults }: PythonFacts, names: PythonNames, value: Node, string: string): StringPlace | null {
  const passed = ownParameter(names, value);
  const parent = passed ?? fieldOf(value) ?? value.parent;
  const target = passed?.type === 'identifier' ? passed : parent && field(parent, nameFields.get(parent.type) ?? '');
  const last = target?.type === 'attribute' ? field(target, 'attribute') : target;
  const name = stringValue(last) ?? last?.text ?? '';
  if (!defaults || !parent || !target || target.equals(value) || !defaults.parameter.test(name)) {
    return null;
  }
  const slot = defaults.slots.find(
    ({ strings, parameter }) => strings.has(string) && (!parameter || parameter === name),
  );
  if (!slot || !defaults.reaches(names, parent, name)) {
    return null;
  }
  const verdict = unsafe(slot.caution ?? 'It is a default: whoever relies on it gets another activation.');
  const isPassed = passed !== null || parent.type === 'keyword_argument' || parent.type === 'pair';
  return { slot, verdict: isPassed ? verdictOf({ ...slot, isSafe: false }) : verdict };
}

/** The field of a dataclass that `act: str = field(default="relu")` declares. */
function fieldOf(value: Node): Node | null {
  const isDefault = field(value.parent, 'name')?.text === 'default';
  const call = value.parent?.type === 'keyword_argument' && isDefault ? value.parent.parent?.parent : null;
  const isField = /^(?:\w+\.)?[fF]ield$/.test(field(call, 'function')?.text ?? '');
  return isField && call?.parent?.type === 'assignment' ? call.parent : null;
}

/** The parameter to which `block(x, 64, "relu")` gives the string, where the file defines the function or class. */
function ownParameter(names: PythonNames, value: Node): Node | null {
  const list = value.parent?.type === 'argument_list' ? value.parent : null;
  const callee = field(list?.parent, 'function');
  const before = parts(list).filter((argument) => argument.startIndex < value.startIndex);
  if (callee?.type !== 'identifier' || before.some(({ type }) => type === 'list_splat')) {
    return null;
  }
  const definition = names.moduleBindingsOf(callee.text).find(({ kind }) => kind === 'definition')?.statement;
  const isClass = definition?.type === 'class_definition';
  const own = isClass
    ? parts(field(definition, 'body')).find((method) => field(method, 'name')?.text === '__init__')
    : definition;
  return parts(field(own, 'parameters'))[before.length + (isClass ? 1 : 0)] ?? null;
}
