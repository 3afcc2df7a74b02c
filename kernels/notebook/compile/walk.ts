import type { AnyNode, Node, Program } from 'acorn';

/** The nodes directly below one. */
export function childrenOf(node: Node): AnyNode[] {
  return Object.values(node).flatMap((value: unknown) =>
    Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [],
  );
}

/** Where hoisted code goes: behind the imports that already lead, whose order must stay. */
export function hoistingPoint(program: Program): number {
  return program.body.find(({ type }) => type !== 'ImportDeclaration')?.start ?? program.end;
}

/** Visits a tree in source order; `visit` returns false to stay out of a branch. */
export function walk(node: AnyNode, visit: (node: AnyNode) => boolean): void {
  if (!visit(node)) return;
  for (const child of childrenOf(node)) walk(child, visit);
}

/** Names that the code refers to as values: identifiers that are neither property names nor labels. */
export function referencedNames(program: AnyNode): Set<string> {
  const names = new Set<string>();
  walk(program, (node) => {
    if (node.type.startsWith('Import')) return node.type === 'ImportExpression';
    if (node.type === 'Identifier') names.add(node.name);
    if (node.type === 'MemberExpression' && !node.computed) {
      for (const name of referencedNames(node.object)) names.add(name);
      return false;
    }
    if (node.type === 'Property' && !node.computed && !node.shorthand) {
      for (const name of referencedNames(node.value)) names.add(name);
      return false;
    }
    return true;
  });
  return names;
}

export function isFunction(node: AnyNode): boolean {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression' ||
    node.type === 'StaticBlock'
  );
}

/** The names a declaration binds. */
export function boundNames(pattern: AnyNode): string[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        boundNames(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? boundNames(element) : []));
    case 'AssignmentPattern':
      return boundNames(pattern.left);
    case 'RestElement':
      return boundNames(pattern.argument);
    default:
      return [];
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
