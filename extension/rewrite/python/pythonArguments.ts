import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';
import { field, parts } from '../syntax';

export interface PythonArgument {
  readonly node: Node;
  /** The keyword, or the parameter at this position; null behind `*values` or too far right. */
  readonly name: string | null;
  readonly value: Node;
  readonly isKeyword: boolean;
  readonly isSplat: boolean;
}

/** What functions call the tensor: the facts say `input` for all of them. */
const inputNames: ReadonlySet<string> = new Set(['input', 'x', 'features', 'inputs']);

/** `skipped`: leading arguments that are not the activation's own, one for `functools.partial(nn.ReLU, …)`. */
export function readArguments(call: Node, parameters: readonly string[], skipped = 0): PythonArgument[] {
  return parts(field(call, 'arguments'))
    .slice(skipped)
    .map((node, position) => {
      const isKeyword = node.type === 'keyword_argument';
      const isSplat = node.type === 'list_splat' || node.type === 'dictionary_splat';
      const keyword = field(node, 'name')?.text ?? null;
      const known = parameters.includes('input') && keyword && inputNames.has(keyword) ? 'input' : keyword;
      const name = isKeyword ? known : (parameters[position] ?? null);
      const value = (isKeyword ? field(node, 'value') : null) ?? node;
      return { node, name: isSplat ? null : name, value, isKeyword, isSplat };
    });
}

export function argumentNamed(list: readonly PythonArgument[], name: string): PythonArgument | undefined {
  return list.find((argument) => argument.name === name);
}

/** Keeps the arguments that `parameters` knows, by keyword where the position moved; null where a splat hides them. */
export function keepArguments(
  text: string,
  list: readonly PythonArgument[],
  parameters: readonly string[],
): TextEdit[] | null {
  const isKept = (argument: PythonArgument) => argument.name !== null && parameters.includes(argument.name);
  if (list.every(isKept) && list.every(({ name, isKeyword }, i) => isKeyword || parameters[i] === name)) {
    return [];
  }
  if (list.some((argument) => argument.isSplat)) {
    return null;
  }
  const kept = list.filter(isKept);
  const keywords = kept.flatMap(({ node, name, isKeyword }, position) =>
    isKeyword || parameters[position] === name
      ? []
      : [{ start: node.startIndex, end: node.startIndex, newText: `${name}=` }],
  );
  return [...removeArguments(text, list, isKept), ...keywords];
}

/** A removed argument takes its comma and the space behind it along; comments stay where they are. */
function removeArguments(
  text: string,
  list: readonly PythonArgument[],
  isKept: (argument: PythonArgument) => boolean,
): TextEdit[] {
  const lastKept = list.map(isKept).lastIndexOf(true);
  return list.flatMap((argument, i) => {
    if (isKept(argument)) {
      return [];
    }
    const { startIndex, endIndex } = argument.node;
    const isLast = i === list.length - 1;
    const comma = /^\s*,[ \t]*/.exec(text.slice(endIndex))?.[0].length ?? 0;
    const previous = list[i - 1];
    if (i > lastKept && previous) {
      const isPlain = /^\s*,\s*$/.test(text.slice(previous.node.endIndex, startIndex));
      const end = isLast && lastKept < 0 ? endIndex + comma : endIndex;
      return [removal(isPlain ? previous.node.endIndex : startIndex, end)];
    }
    return [removal(startIndex, isLast || i < lastKept ? endIndex + comma : endIndex)];
  });
}

function removal(start: number, end: number): TextEdit {
  return { start, end, newText: '' };
}
