import type { Node } from '@vscode/tree-sitter-wasm';
import { refused, safe, unsafe, type Verdict } from '../detection';
import { ancestors, field, isField, parts } from '../syntax';
import { argumentNamed, type PythonArgument } from './pythonArguments';
import { outermost } from './pythonContext';
import type { PythonFacts } from './pythonFramework';
import type { PythonNames } from './pythonNames';

/** Where a class or function may be handed on without being called. */
export interface ReferencePlace {
  readonly verdict: Verdict;
  /** It only gets another name. */
  readonly isNamed?: boolean;
  /** functools.partial(nn.ReLU, …), whose further arguments are the activation's. */
  readonly partial?: Node;
  /** The argument, where it is one of a call. */
  readonly slotCall?: Node;
}

const valueFields = new Map([
  ['assignment', 'right'],
  ['default_parameter', 'value'],
  ['typed_default_parameter', 'value'],
  ['pair', 'value'],
]);
/** Functions that look at a class or exchange it; they do not build one. */
const inspecting =
  /^(?:isinstance|issubclass|type|getattr|setattr|hasattr|super|len|print|id|cast)$|^assert|replace|convert|swap|register|hook|count|find|fuse|quant|annotat/i;

/** null: a list of types, a comparison, an annotation …, where nothing is built. */
export function referencePlace(
  expression: Node,
  names: PythonNames,
  containers: readonly string[],
): ReferencePlace | null {
  const receiver = unsafe('The receiver may call it with arguments of its own.');
  const outer = climbAlternatives(expression);
  const parent = outer.parent;
  if (!parent) {
    return null;
  }
  if (parent.type === 'return_statement' || isField(parent, valueFields.get(parent.type) ?? '', outer)) {
    const isNamed = parent.type === 'assignment' && field(parent, 'type') === null;
    return { verdict: receiver, isNamed };
  }
  if (containerAround(outer, names, containers)) {
    return { verdict: safe };
  }
  if (isAmongLayers(outer, names, containers)) {
    return { verdict: unsafe('That the list is a network is inferred from the layers beside it.') };
  }
  if (isRepeated(outer)) {
    return { verdict: unsafe('That the list has one activation for each layer is inferred, since it repeats one.') };
  }
  // (F.relu if fast else F.gelu)(x)
  if (isField(parent, 'function', outer)) {
    return { verdict: receiver };
  }
  const isKeyword = parent.type === 'keyword_argument' && isField(parent, 'value', outer);
  const argument = isKeyword ? parent : outer;
  const call = argument.parent?.type === 'argument_list' ? argument.parent.parent : null;
  const callee = field(call, 'function');
  if (!call || !callee || inspecting.test(callee.text.slice(callee.text.lastIndexOf('.') + 1))) {
    return null;
  }
  const isPartial = names.qualifiedNames(callee).includes('functools.partial');
  const isFirst = parts(argument.parent)[0]?.equals(argument) ?? false;
  return { verdict: receiver, slotCall: argument, ...(isPartial && isFirst && { partial: call }) };
}

/** The call of a container that calls `node` in its turn: `hk.Sequential([…, jax.nn.relu, …])`. */
export function containerAround(node: Node, names: PythonNames, containers: readonly string[]): Node | null {
  const isList = node.parent?.type === 'list' || node.parent?.type === 'tuple';
  const list = isList ? node.parent : node;
  const call = list?.parent?.type === 'argument_list' ? list.parent.parent : null;
  const callee = field(call, 'function');
  return callee && names.qualifiedNames(callee).some((name) => containers.includes(name)) ? call : null;
}

/** `layers += [hk.Linear(8), jax.nn.relu]`: something calls them in turn, though not at once. */
export function isAmongLayers(node: Node, names: PythonNames, containers: readonly string[]): boolean {
  const list = node.parent?.type === 'list' ? node.parent : null;
  const libraries = containers.map((container) => container.slice(0, container.lastIndexOf('.') + 1));
  return parts(list).some((sibling) => {
    const callee = field(sibling, 'function');
    const qualified = callee ? names.qualifiedNames(callee) : [];
    return qualified.some((name) => libraries.some((library) => name.startsWith(library) && /\.[A-Z]\w*$/.test(name)));
  });
}

/** Whether the network goes on behind it: in the container in which it stands, or where it is added to one. */
export function isFollowedByLayer(node: Node, names: PythonNames, containers: readonly string[]): boolean {
  const entry = entryOf(node);
  const isInside = containerAround(node, names, containers) || isAmongLayers(node, names, containers);
  const isEntry = entry && containerAround(entry.dictionary, names, containers);
  const item = isInside ? node : isEntry ? entry.item : null;
  return item ? !parts(item.parent).at(-1)?.equals(item) : isAddedBeforeAnother(node);
}

/** `("act", nn.Tanh())` of `OrderedDict([…])`, or `"act": nn.Tanh()` of `OrderedDict({…})`. */
function entryOf(node: Node): { item: Node; dictionary: Node } | null {
  const item = /^(?:tuple|pair)$/.test(node.parent?.type ?? '') ? node.parent : null;
  const list = item?.parent?.parent;
  const dictionary = list?.type === 'argument_list' ? list.parent : null;
  return item && dictionary && /\bOrderedDict$/.test(field(dictionary, 'function')?.text ?? '')
    ? { item, dictionary }
    : null;
}

/** `model.add(Activation("tanh"))`, and further down another `model.add(…)`. */
function isAddedBeforeAnother(node: Node): boolean {
  const call = node.parent?.type === 'argument_list' ? node.parent.parent : null;
  const callee = field(call, 'function');
  const statement = call?.parent?.type === 'expression_statement' ? call.parent : null;
  if (!callee || !statement || !/^(?:add|append)$/.test(field(callee, 'attribute')?.text ?? '')) {
    return false;
  }
  for (let next = statement.nextNamedSibling; next; next = next.nextNamedSibling) {
    const again = next.descendantsOfType('call').some((other) => field(other, 'function')?.text === callee.text);
    if (again) {
      return true;
    }
  }
  return false;
}

/** `[relu, relu]` and `[relu] * 3` give each layer its own; `[relu, gelu]` may enumerate what there is. */
function isRepeated(node: Node): boolean {
  const list = node.parent?.type === 'list' || node.parent?.type === 'tuple' ? node.parent : null;
  const isMultiplied = list?.parent?.type === 'binary_operator' && field(list.parent, 'operator')?.text === '*';
  return isMultiplied || parts(list).filter(({ text }) => text === node.text).length > 1;
}

/** `act_layer or nn.GELU` and `F.relu if fast else F.gelu` hand the value on. */
export function climbAlternatives(node: Node): Node {
  let result = outermost(node);
  for (let parent = result.parent; parent; parent = result.parent) {
    const isBranch = parent.type === 'conditional_expression' && !parts(parent)[1]?.equals(result);
    if (!isBranch && parent.type !== 'boolean_operator' && parent.type !== 'parenthesized_expression') {
      break;
    }
    result = parent;
  }
  return result;
}

/** In-place work is only exchangeable where nobody else looks at the tensor that it wrote to. */
export function inPlaceVerdict(
  facts: PythonFacts,
  call: Node,
  form: 'constructor' | 'function' | 'method',
  list: readonly PythonArgument[],
  text: string,
): Verdict {
  const callee = field(call, 'function');
  const isMarked = callee?.text.endsWith('_') ?? false;
  const isInPlace = isMarked || argumentNamed(list, facts.inPlaceArgument)?.value.text === 'True';
  const discarded = refused('Its result is discarded: what counts is that it changes its argument in place.');
  if (!isInPlace) {
    return safe;
  }
  if (form === 'constructor') {
    return isCalledForItsEffect(call, text) ? discarded : safe;
  }
  if (call.parent?.type === 'expression_statement') {
    return discarded;
  }
  const changed = form === 'method' ? field(callee, 'object') : (list[0]?.value ?? null);
  if (changed?.type !== 'identifier' && changed?.type !== 'attribute') {
    return isMarked ? unsafe('It changes a tensor in place that something else may hold.') : safe;
  }
  const assignment = [...ancestors(call)].find((ancestor) => ancestor.type === 'assignment');
  const isReassigned = field(assignment, 'left')?.text === changed.text;
  if (!isReassigned && call.parent?.type !== 'return_statement') {
    return unsafe(`It changes ${changed.text} in place, and ${changed.text} may be read again.`);
  }
  return isMarked ? unsafe(`It changes ${changed.text} in place, which something else may hold.`) : safe;
}

/** self.relu = nn.ReLU(inplace=True) … self.relu(out) as a statement; or nn.ReLU(inplace=True)(out). */
function isCalledForItsEffect(call: Node, text: string): boolean {
  if (isField(call.parent, 'function', call)) {
    return call.parent?.parent?.type === 'expression_statement';
  }
  const target = call.parent?.type === 'assignment' ? field(call.parent, 'left')?.text : undefined;
  if (target === undefined || !/^[\w.]+$/.test(target)) {
    return false;
  }
  return new RegExp(`^[ \\t]*${target.replaceAll('.', '\\.')}\\([^()]*\\)[ \\t]*(?:#.*)?$`, 'm').test(text);
}
