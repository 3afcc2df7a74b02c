import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';
import type { FileStyle } from '../fileStyle';
import { field, isField, parts } from '../syntax';

/** Takes `activation: 'relu'` out of a layer and puts a layer of its own behind it; a reason where that cannot be done. */
export function asOwnLayer(
  text: string,
  { layer, pair }: { layer: Node; pair: Node },
  created: string,
  { eol, semicolon }: FileStyle,
): TextEdit[] | string {
  const removed = removeProperty(text, pair);
  const parent = layer.parent;
  if (parent?.type === 'array') {
    return [removed, { start: layer.endIndex, end: layer.endIndex, newText: `, ${created}` }];
  }
  if (
    parent?.type === 'member_expression' &&
    isField(parent, 'object', layer) &&
    field(parent, 'property')?.text === 'apply'
  ) {
    const call = parent.parent;
    if (call && isField(call, 'function', parent)) {
      const before = { start: call.startIndex, end: call.startIndex, newText: `${created}.apply(` };
      return [before, removed, { start: call.endIndex, end: call.endIndex, newText: ')' }];
    }
  }
  const call = parent?.type === 'arguments' ? parent.parent : null;
  const callee = field(call, 'function');
  const statement = call?.parent?.type === 'expression_statement' ? call.parent : null;
  if (statement && field(callee, 'property')?.text === 'add') {
    const indent = /[ \t]*$/.exec(text.slice(0, statement.startIndex))?.[0] ?? '';
    const added = `${eol}${indent}${field(callee, 'object')?.text}.add(${created})${semicolon}`;
    return [removed, { start: statement.endIndex, end: statement.endIndex, newText: added }];
  }
  return 'It needs a layer of its own behind this one: put this layer into a list, model.add(…) or .apply(…) first.';
}

/** With its comma and the space around it. */
export function removeProperty(text: string, pair: Node): TextEdit {
  const siblings = parts(pair.parent);
  const at = siblings.findIndex((sibling) => sibling.equals(pair));
  const next = siblings[at + 1];
  const previous = siblings[at - 1];
  if (next) {
    return { start: pair.startIndex, end: next.startIndex, newText: '' };
  }
  const comma = /^\s*,/.exec(text.slice(pair.endIndex))?.[0].length ?? 0;
  return previous
    ? { start: previous.endIndex, end: pair.endIndex, newText: '' }
    : { start: pair.startIndex, end: pair.endIndex + comma, newText: '' };
}

/** The arguments of a layer call without the settings that only its old activation knew, and with `added` in front. */
export function layerArguments(text: string, call: Node, settings: readonly string[], added: string): TextEdit[] {
  const list = field(call, 'arguments');
  const object = parts(list)[0];
  const open = (list?.startIndex ?? call.endIndex - 1) + 1;
  if (!object) {
    return added ? [{ start: open, end: open, newText: `{ ${added} }` }] : [];
  }
  const properties = parts(object);
  const gone = properties.filter((pair) => settings.includes(field(pair, 'key')?.text ?? ''));
  if (gone.length === properties.length) {
    return [{ start: object.startIndex, end: object.endIndex, newText: added ? `{ ${added} }` : '' }];
  }
  const inserted =
    added && properties[0]
      ? [{ start: properties[0].startIndex, end: properties[0].startIndex, newText: `${added}, ` }]
      : [];
  return [...inserted, ...gone.map((pair) => removeProperty(text, pair))];
}
