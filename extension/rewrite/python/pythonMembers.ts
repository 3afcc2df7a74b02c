import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';
import { enclosing, field, parts } from '../syntax';
import { definedFunctions } from './pythonNodes';

/** New members of a class: names that nobody has, and a place where its builder can make them. */

/** `xielu` for one, if no object of the text has such a member; else `xielu1`, `xielu2` … */
export function freeMemberNames(text: string, base: string, count: number): string[] {
  const isTaken = (name: string) => new RegExp(`\\.${name}\\b`).test(text);
  if (count === 1 && !isTaken(base)) {
    return [base];
  }
  const names: string[] = [];
  for (let number = 1; names.length < count; number++) {
    if (!isTaken(base + number)) {
      names.push(base + number);
    }
  }
  return names;
}

/** Whether the end of the method is reached whenever it runs. */
export function runsToItsEnd(method: Node): boolean {
  return method.descendantsOfType('return_statement').every((node) => {
    return node && !enclosing(node, definedFunctions)?.equals(method);
  });
}

/** `self.name = value` for each, behind the last statement of the method. */
export function assignAtEnd(
  text: string,
  method: Node,
  members: readonly { readonly name: string; readonly value: string }[],
  eol: string,
): TextEdit[] {
  const last = parts(field(method, 'body')).at(-1);
  const self = parts(field(method, 'parameters'))[0]?.text ?? 'self';
  return last ? [assignBehind(text, last, self, members, eol)] : [];
}

/** The same behind any statement, on lines of their own with its indentation. */
export function assignBehind(
  text: string,
  statement: Node,
  self: string,
  members: readonly { readonly name: string; readonly value: string }[],
  eol: string,
): TextEdit {
  const indent = text.slice(text.lastIndexOf('\n', statement.startIndex) + 1, statement.startIndex);
  const lines = members.map(({ name, value }) => `${eol}${indent}${self}.${name} = ${value}`);
  const end = statement.endIndex + (/^[^\r\n]*/.exec(text.slice(statement.endIndex))?.[0].length ?? 0);
  return { start: end, end, newText: lines.join('') };
}
