import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';
import { removeFromList } from '../nameList';
import { field, parts } from '../syntax';
import type { JsFacts } from './jsFramework';
import { keyOf } from './jsModules';
import type { JsNames } from './jsNames';

/** Operations that apply an activation to their result: `tf.fused.conv2d({ …, activation: 'relu' })`. */

/** The options of the call, if it is one of a fused operation. */
export function fusedOptionsOf(facts: JsFacts, names: JsNames, call: Node | null): Node | null {
  const callee = field(call, 'function');
  const prefix = `${facts.globalName}.fused.`;
  const name = callee && names.qualifiedName(callee);
  const [options] = parts(field(call, 'arguments'));
  const isFused = name?.startsWith(prefix) && facts.fusedOps.names.has(name.slice(prefix.length));
  return isFused && options?.type === 'object' ? options : null;
}

/** Takes `pair`, and the options that its activation alone knows, out of the operation. */
export function withoutOptions({ fusedOps }: JsFacts, options: Node, pair: Node | null): TextEdit[] {
  const properties = parts(options);
  const isGone = (each: Node) => fusedOps.settings.has(keyOf(each) ?? '') || pair?.equals(each);
  return removeFromList(properties, properties.filter(isGone));
}

/** `telu(tf.fused.conv2d({ … }))` → `tf.fused.conv2d({ …, activation: 'relu' })`; null where it is no such call. */
export function folded(facts: JsFacts, names: JsNames, call: Node, string: string): TextEdit[] | null {
  const [inner, ...rest] = parts(field(call, 'arguments'));
  const properties = parts(inner && fusedOptionsOf(facts, names, inner));
  const last = properties.at(-1);
  const isChosen = properties.some((each) => keyOf(each) === 'activation' || each.type === 'spread_element');
  if (!inner || !last || rest.length > 0 || isChosen) {
    return null;
  }
  return [
    { start: call.startIndex, end: inner.startIndex, newText: '' },
    { start: last.endIndex, end: last.endIndex, newText: `, activation: ${string}` },
    { start: inner.endIndex, end: call.endIndex, newText: '' },
  ];
}
