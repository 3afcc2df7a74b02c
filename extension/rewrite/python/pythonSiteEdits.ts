import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';
import { field, isField } from '../syntax';
import type { PythonSite } from './pythonSite';

/** Edits that put another name at a site and leave everything else as it stands. */
export function nameEdits(
  { expression, detection, call }: PythonSite,
  name: string,
  selecting: readonly string[] = [],
): TextEdit[] {
  if (detection.form !== 'method' || !call) {
    return replacedMinimally(expression, name);
  }
  return wrappedBy(name, call, field(expression, 'object') ?? expression, selecting);
}

export function replaced(node: Node, newText: string): TextEdit {
  return { start: node.startIndex, end: node.endIndex, newText };
}

/** `call` → `name(inner)`, without brackets that inner no longer needs. */
export function wrappedBy(name: string, call: Node, inner: Node, more: readonly string[] = []): TextEdit[] {
  const bare = inner.type === 'parenthesized_expression' ? (inner.namedChild(0) ?? inner) : inner;
  return [
    { start: call.startIndex, end: bare.startIndex, newText: `${name}(` },
    { start: bare.endIndex, end: call.endIndex, newText: `${more.map((argument) => `, ${argument}`).join('')})` },
  ];
}

/** `nn.ReLU` → `nn.SiLU` touches the last name only, so that a comment in between survives. */
function replacedMinimally(expression: Node, name: string): TextEdit[] {
  const attribute = expression.type === 'attribute' ? field(expression, 'attribute') : null;
  const object = field(expression, 'object');
  const last = name.slice(name.lastIndexOf('.') + 1);
  if (attribute && object && isField(expression, 'attribute', attribute) && name === `${object.text}.${last}`) {
    return [replaced(attribute, last)];
  }
  return [replaced(expression, name)];
}
