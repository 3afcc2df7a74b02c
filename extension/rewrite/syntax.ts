import type { Node } from '@vscode/tree-sitter-wasm';
import type { OffsetRange } from './detection';
import type { SourceTree } from './grammars';

/** Small questions about syntax nodes that both languages ask. */

export function field(node: Node | null | undefined, name: string): Node | null {
  return node?.childForFieldName(name) ?? null;
}

export function isField(parent: Node | null, name: string, child: Node): boolean {
  return field(parent, name)?.equals(child) ?? false;
}

export function namedChildren(node: Node | null | undefined): Node[] {
  return (node?.namedChildren ?? []).filter((child) => child !== null);
}

/** Named children without comments, which may stand anywhere. */
export function parts(node: Node | null | undefined): Node[] {
  return namedChildren(node).filter((child) => child.type !== 'comment');
}

/** Parents from the nearest outwards. */
export function* ancestors(node: Node): Generator<Node> {
  for (let parent = node.parent; parent; parent = parent.parent) {
    yield parent;
  }
}

export function enclosing(node: Node, types: ReadonlySet<string>): Node | null {
  for (const ancestor of ancestors(node)) {
    if (types.has(ancestor.type)) {
      return ancestor;
    }
  }
  return null;
}

/** The child of the root that holds `node`. */
export function topLevelOf(node: Node): Node {
  let result = node;
  for (const ancestor of ancestors(node)) {
    if (ancestor.parent) {
      result = ancestor;
    }
  }
  return result;
}

export function isInside(node: Node, outer: Node): boolean {
  return outer.startIndex <= node.startIndex && node.endIndex <= outer.endIndex;
}

export function isInsideAny(node: Node, outer: readonly Node[]): boolean {
  return outer.some((each) => isInside(node, each));
}

export function isInsideRange(inner: OffsetRange, outer: OffsetRange): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** A statement that is half typed must not be edited: the error may have swallowed what surrounds it. */
export function isInBrokenStatement(node: Node, bodies: ReadonlySet<string>): boolean {
  for (let inner = node; ; ) {
    const parent = inner.parent;
    if (inner.isError || inner.isMissing) {
      return true;
    }
    if (!parent) {
      return false;
    }
    if (bodies.has(parent.type) && inner.hasError) {
      return true;
    }
    if (bodies.has(parent.type)) {
      return [...ancestors(parent)].some((ancestor) => ancestor.isError);
    }
    inner = parent;
  }
}

/** Whether a later cell of the notebook says the name. */
export function isMentioned({ laterText = '' }: SourceTree, name: string): boolean {
  return new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(laterText);
}

/** `ReLU as R`, and in JavaScript `{ relu: r }`, make a word stand under another name. */
export function withAliases(text: string, words: readonly string[]): string[] {
  const pattern = new RegExp(`\\b(?:${words.join('|')})(?:\\s+as\\s+|\\s*:\\s*)([A-Za-z_]\\w*)`, 'g');
  return [...new Set([...words, ...[...text.matchAll(pattern)].map(([, alias = '']) => alias)])];
}

/** The identifiers spelled `name`, without those that follow a dot; strings and comments never match. */
export function identifiersNamed(tree: SourceTree, name: string, types: ReadonlySet<string>): Node[] {
  return identifiersIn(tree, name, types, () => true);
}

/** Of those, the ones that may bind the name. A use like `tf.layers` is told by the text: climbing its tree is slow. */
export function bindersNamed(tree: SourceTree, name: string, types: ReadonlySet<string>): Node[] {
  return identifiersIn(tree, name, types, (end) => {
    const rest = /^\s*\??\./.test(tree.text.slice(end, end + 20));
    return !rest || /\bimport\b/.test(tree.text.slice(tree.text.lastIndexOf('\n', end) + 1, end));
  });
}

function identifiersIn(
  tree: SourceTree,
  name: string,
  types: ReadonlySet<string>,
  isWanted: (end: number) => boolean,
): Node[] {
  // After a dot it is a member, but `...name` spreads it.
  const pattern = new RegExp(`(?<![\\w$])(?<!(?<!\\.\\.)\\.)${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g');
  const found: Node[] = [];
  for (const { index } of tree.text.matchAll(pattern)) {
    const node = isWanted(index + name.length) ? tree.root.descendantForIndex(index, index + name.length) : null;
    if (node && types.has(node.type) && node.endIndex - node.startIndex === name.length) {
      found.push(node);
    }
  }
  return found;
}
