import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';
import { styleOf } from '../fileStyle';
import type { SourceTree } from '../grammars';
import { assignAtEnd, freeMemberNames, runsToItsEnd } from '../python/pythonMembers';
import type { PythonNames } from '../python/pythonNames';
import { classes, definedFunctions } from '../python/pythonNodes';
import { enclosing, field, parts } from '../syntax';
import type { Defect, DefectRule } from './defect';
import { pythonNamesOf } from './pythonFormulas';
import { isMovable, isRepeated, words, xieluCalls } from './xieluModules';

/** A module made at every call: its parameters are forgotten before they can train. */
export const xieluInForward: DefectRule = {
  languages: ['python'],
  words,
  find: (tree) =>
    xieluCalls(tree).flatMap((call): Defect[] => {
      const method = enclosing(call, definedFunctions);
      const name = field(method, 'name')?.text ?? '';
      const isForward = /^(?:forward|call|__call__)$/.test(name) && method && enclosing(method, classes);
      // @nn.compact of Flax makes its modules where they are used, once.
      const isCompact = method?.parent?.text.startsWith('@') && /compact/.test(method.parent.text.slice(0, 60));
      const message = `An xIELU made inside ${name} has fresh parameters at each call: they never train. Make it in __init__.`;
      const { startIndex: start, endIndex: end } = call;
      return isForward && !isCompact
        ? [{ start, end, code: 'xielu-in-forward', message, ...madeOnce(tree, call, method) }]
        : [];
    }),
};

/** How a library that owns what is assigned to its modules starts an `__init__`. */
const bases: readonly { readonly base: RegExp; readonly parameters: string; readonly handedOn: string }[] = [
  { base: /^torch\.nn\.Module$/, parameters: 'self', handedOn: '' },
  { base: /^keras\.(?:(?:layers\.)?Layer|(?:models\.)?Model)$/, parameters: 'self, **kwargs', handedOn: '**kwargs' },
];

/** `XIELU()(x)` → `self.xielu(x)` with `self.xielu = XIELU()` in `__init__`, where one instance is what is meant. */
function madeOnce(tree: SourceTree, call: Node, method: Node): Pick<Defect, 'fix'> {
  const names = pythonNamesOf(tree);
  const holder = enclosing(method, classes);
  const self = parts(field(method, 'parameters'))[0]?.text;
  const isDirect = enclosing(method, new Set([...classes, ...definedFunctions]))?.type === 'class_definition';
  if (!holder || !self || !isDirect || isRepeated(call) || !isMovable(call, names)) {
    return {};
  }
  const [name = ''] = freeMemberNames(tree.text, 'xielu', 1);
  const made = builtIn(tree, names, holder, { name, value: call.text });
  const used = { start: call.startIndex, end: call.endIndex, newText: `${self}.${name}` };
  return made.length > 0 ? { fix: { title: 'Make it in __init__', edits: [...made, used] } } : {};
}

interface Member {
  readonly name: string;
  readonly value: string;
}

/** No edits where the class does not show that it owns its members, or returns before it has made them all. */
function builtIn(tree: SourceTree, names: PythonNames, holder: Node, member: Member): TextEdit[] {
  const methods = parts(field(holder, 'body')).map((node) => field(node, 'definition') ?? node);
  const init = methods.find((node) => field(node, 'name')?.text === '__init__');
  const supers = parts(field(holder, 'superclasses'));
  const own = supers.flatMap((each) => names.qualifiedNames(each));
  const known = bases.find(({ base }) => own.some((name) => base.test(name)));
  if (!init) {
    return known && supers.length === 1 ? [newInit(tree, holder, known, member)] : [];
  }
  // A base class of the project's own is a module too where it is started as one.
  const isStarted = supers.length > 0 && /\bsuper\([^()]*\)\.__init__\(/.test(init.text);
  const isOwner = known !== undefined || (isStarted && !declaresMembers.test(tree.text));
  return isOwner && runsToItsEnd(init) ? assignAtEnd(tree.text, init, [member], styleOf(tree).eol) : [];
}

/** Libraries whose modules take no member that the class has not declared. */
const declaresMembers = /^[ \t]*(?:import|from)[ \t]+(?:equinox|haiku|flax)\b/m;

/** A class without one gets it before its first method. */
function newInit(
  tree: SourceTree,
  holder: Node,
  { parameters, handedOn }: (typeof bases)[number],
  { name, value }: Member,
): TextEdit {
  const { eol, indent: step } = styleOf(tree);
  const first = parts(field(holder, 'body')).find(({ type }) => /^(?:function|decorated)_definition$/.test(type));
  const start = first?.startIndex ?? holder.endIndex;
  const indent = tree.text.slice(tree.text.lastIndexOf('\n', start - 1) + 1, start);
  const body = [`super().__init__(${handedOn})`, `self.${name} = ${value}`];
  const lines = [`def __init__(${parameters}):`, ...body.map((line) => indent + step + line), '', indent];
  return { start, end: start, newText: lines.join(eol) };
}
