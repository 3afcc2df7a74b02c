import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';
import type { FileStyle } from '../fileStyle';
import { enclosing, field, isField, parts } from '../syntax';
import { keepArguments, readArguments } from './pythonArguments';
import type { PythonNames } from './pythonNames';
import type { PythonSite } from './pythonSite';

const calls: ReadonlySet<string> = new Set(['call']);

/**
 * `Dense(8, activation="relu")` → `Dense(8)` with a layer of its own behind it, since Keras does not train the weights of
 * a layer that is handed to another one as its activation. Gives the edits once the new layer's text is known.
 */
export function splitLayer(
  names: PythonNames,
  { expression, call }: Pick<PythonSite, 'expression' | 'call'>,
  { eol }: FileStyle,
): string | ((layer: string) => TextEdit[]) {
  const value = call ?? expression;
  const layer = enclosing(value, calls);
  const { text } = names.tree;
  const list = layer ? readArguments(layer, []) : [];
  const argument = list.findIndex(
    ({ value: own }) => own.startIndex <= value.startIndex && value.endIndex <= own.endIndex,
  );
  const callee = field(layer, 'function');
  const isPartial = callee !== null && names.qualifiedNames(callee).includes('functools.partial');
  if (!layer || isPartial || !list[argument]?.value.equals(value)) {
    return 'It is chosen among others, or for several layers: name it where one layer is made, then swap.';
  }
  const isMovable = list[argument]?.isKeyword || argument === list.length - 1;
  const positions = list.map((_, i) => `(${i})`);
  const named = readArguments(layer, positions);
  const gone = named[argument]?.name;
  const kept = named.flatMap(({ name }) => (name === null || name === gone ? [] : [name]));
  const removal = isMovable ? keepArguments(text, named, kept) : null;
  if (!removal) {
    return 'The activation stands among other arguments without a name; name it, then swap.';
  }
  const behind = placeBehind(layer, text, eol);
  return behind
    ? (written) => [...removal, ...behind(written)]
    : 'The layer is kept for later use: give the activation a layer of its own where it is called.';
}

/** Where the new layer goes: the next in the list, around the call, or a statement of its own. */
function placeBehind(layer: Node, text: string, eol: string): ((written: string) => TextEdit[]) | null {
  const { parent } = layer;
  const insert = (at: number, newText: string): TextEdit => ({ start: at, end: at, newText });
  if (parent?.type === 'list' || parent?.type === 'tuple') {
    const before = text.slice(0, layer.startIndex);
    const own = /\n([ \t]*)$/.exec(before)?.[1];
    return (written) => [insert(layer.endIndex, own === undefined ? `, ${written}` : `,${eol}${own}${written}`)];
  }
  if (parent?.type === 'call' && isField(parent, 'function', layer)) {
    return (written) => [insert(parent.startIndex, `${written}(`), insert(parent.endIndex, ')')];
  }
  const adding = parent?.type === 'argument_list' && parts(parent).length === 1 ? parent.parent : null;
  const callee = field(adding, 'function');
  const statement = adding?.parent;
  if (adding && callee && statement?.type === 'expression_statement' && field(callee, 'attribute')?.text === 'add') {
    const indent = text.slice(text.lastIndexOf('\n', statement.startIndex - 1) + 1, statement.startIndex);
    const end = statement.endIndex + (/^[^\r\n]*/.exec(text.slice(statement.endIndex))?.[0].length ?? 0);
    return /^\s*$/.test(indent) ? (written) => [insert(end, `${eol}${indent}${callee.text}(${written})`)] : null;
  }
  return null;
}
