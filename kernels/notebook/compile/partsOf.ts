import type { AnyNode, ArrowFunctionExpression, Program } from 'acorn';
import { withoutExport } from './names';
import { walk } from './walk';

/** What the namespaces and enums of a cell add to the values of their names. */
export type Parts = Map<string, string[]>;

/**
 * TypeScript adds to an earlier namespace or enum of the same name, and esbuild writes it so:
 * `((N2) => { N2.a = 1; })(N || (N = {}))`. The members of a nested namespace are left out: it adds in its turn.
 */
export function partsOf(program: Program): Parts {
  const parts: Parts = new Map();
  for (const expression of program.body.map(withoutExport).flatMap(expressionsOf)) {
    const part = partIn(expression);
    if (part) parts.set(part.name, [...(parts.get(part.name) ?? []), ...part.members]);
  }
  return parts;
}

function expressionsOf(statement: AnyNode): AnyNode[] {
  if (statement.type === 'ExpressionStatement') return [statement.expression];
  return statement.type === 'VariableDeclaration' ? statement.declarations.flatMap(({ init }) => init ?? []) : [];
}

function partIn(expression: AnyNode): { name: string; members: string[] } | undefined {
  if (expression.type !== 'CallExpression' || expression.callee.type !== 'ArrowFunctionExpression') return undefined;
  const [holder] = expression.arguments;
  if (holder?.type !== 'LogicalExpression' || holder.operator !== '||') return undefined;
  if (holder.left.type !== 'Identifier') return undefined;
  return { name: holder.left.name, members: membersOf(expression.callee) };
}

function membersOf({ params: [parameter], body }: ArrowFunctionExpression): string[] {
  if (parameter?.type !== 'Identifier' || body.type !== 'BlockStatement') return [];
  return body.body.flatMap((statement) =>
    statement.type === 'ExpressionStatement' && statement.expression.type === 'AssignmentExpression'
      ? keysIn(statement.expression.left, parameter.name)
      : [],
  );
}

/** `N2.a`, `[N2.a, N2.b]`, and of `E2[E2["A"] = 0]` the inner one. */
function keysIn(target: AnyNode, holder: string): string[] {
  const keys: string[] = [];
  walk(target, (node) => {
    if (node.type !== 'MemberExpression' || node.object.type !== 'Identifier' || node.object.name !== holder)
      return true;
    if (!node.computed && node.property.type === 'Identifier') keys.push(node.property.name);
    if (node.property.type === 'Literal') keys.push(String(node.property.value));
    return true;
  });
  return keys;
}
