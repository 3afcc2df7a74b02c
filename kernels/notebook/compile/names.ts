import type { AnyNode, Program } from 'acorn';
import { boundNames, isFunction, walk } from './walk';

export type DeclarationKind = 'constant' | 'variable' | 'import';

/** Names that a cell declares for those after it. */
export function declaredNames(program: Program): Map<string, DeclarationKind> {
  const names = new Map<string, DeclarationKind>();
  for (const statement of program.body.map(withoutExport)) {
    if (statement.type === 'ImportDeclaration') {
      for (const { local } of statement.specifiers) names.set(local.name, 'import');
    } else if ('id' in statement && statement.id) {
      for (const name of boundNames(statement.id)) names.set(name, 'variable');
    } else walk(statement, (node) => declare(node, node === statement, names));
  }
  return names;
}

function declare(node: AnyNode, isTop: boolean, names: Map<string, DeclarationKind>): boolean {
  if (isFunction(node)) return false;
  if (node.type !== 'VariableDeclaration' || (!isTop && node.kind !== 'var')) return true;
  const kind = node.kind === 'const' ? 'constant' : 'variable';
  for (const { id } of node.declarations) for (const name of boundNames(id)) names.set(name, kind);
  return true;
}

export function withoutExport(statement: AnyNode): AnyNode {
  const exported = statement.type === 'ExportNamedDeclaration' || statement.type === 'ExportDefaultDeclaration';
  return (exported && statement.declaration) || statement;
}

/** Names that some assignment in the code may mean, in whatever scope. */
export function assignedNames(program: Program): string[] {
  const names = new Set<string>();
  walk(program, (node) => {
    for (const target of targetsOf(node)) for (const name of boundNames(target)) names.add(name);
    return true;
  });
  return [...names];
}

function targetsOf(node: AnyNode): AnyNode[] {
  if (node.type === 'AssignmentExpression') return [node.left];
  if (node.type === 'UpdateExpression') return [node.argument];
  if (node.type === 'ForInStatement' || node.type === 'ForOfStatement') return [node.left];
  return [];
}
