import type { AnyNode, FunctionDeclaration, Program, VariableDeclaration } from 'acorn';
import type MagicString from 'magic-string';
import { helperName } from './helperName';
import { withoutExport } from './names';
import type { Parts } from './partsOf';
import { boundNames, hoistingPoint, isFunction, walk } from './walk';

/**
 * Every name a cell declares becomes a `let` of the REPL's scope, the one kind of binding that any later cell may
 * declare again whatever it was before (V8 refuses `let` after `const`, `var` or `function`). `var` and functions
 * keep their hoisting: they are declared at the top of the cell. What earlier cells may have a part of begins as they left
 * it.
 */
export function rewriteDeclarations(program: Program, code: MagicString, parts: Parts): void {
  const variables = new Set<string>();
  const functions = new Set<string>();
  const top = hoistingPoint(program);
  for (const statement of program.body.map(withoutExport)) {
    if (statement.type === 'FunctionDeclaration') moveFunction(statement as FunctionDeclaration, code, functions, top);
    else if (statement.type === 'VariableDeclaration' && statement.kind !== 'var') toLet(statement, code);
    else walk(statement, (node) => visit(node, code, variables));
  }
  const hoisted = [...variables].filter((name) => !functions.has(name));
  const declared = hoisted.map((name) => (parts.has(name) ? `${name} = ${helperName}.earlier.get("${name}")` : name));
  if (declared.length > 0) code.prepend(`let ${declared.join(', ')};\n`);
}

function toLet(declaration: VariableDeclaration, code: MagicString): void {
  if (declaration.kind === 'const') code.update(declaration.start, declaration.start + 'const'.length, 'let');
}

/** The name goes too: inside a named function expression it would hide the binding that a later cell replaces. */
function moveFunction(declaration: FunctionDeclaration, code: MagicString, functions: Set<string>, top: number): void {
  const { start, end, id } = declaration;
  code.update(id.start, id.end, ' ');
  code.appendRight(start, functions.has(id.name) ? `${id.name} = ` : `let ${id.name} = `).appendLeft(end, ';\n');
  if (start > top) code.move(start, end, top);
  functions.add(id.name);
}

function visit(node: AnyNode, code: MagicString, variables: Set<string>): boolean {
  if (isFunction(node)) return false;
  if ((node.type === 'ForInStatement' || node.type === 'ForOfStatement') && isVar(node.left)) {
    assignInLoopHead(node.left, code, variables);
    for (const part of [node.right, node.body]) walk(part, (inner) => visit(inner, code, variables));
    return false;
  }
  if (isVar(node)) assign(node, code, variables);
  return true;
}

/** `var a = 1, { b } = c` → `a = 1, { b } = c` in parentheses. */
function assign(declaration: VariableDeclaration, code: MagicString, variables: Set<string>): void {
  declare(declaration, variables);
  const [first] = declaration.declarations;
  if (!first) return;
  code.update(declaration.start, first.start, '(');
  const last = declaration.declarations[declaration.declarations.length - 1] ?? first;
  for (const { id, init } of declaration.declarations) {
    if (!init && id.type === 'Identifier') code.appendLeft(id.end, ` = ${id.name}`);
  }
  code.appendLeft(last.end, ')');
}

function assignInLoopHead(declaration: VariableDeclaration, code: MagicString, variables: Set<string>): void {
  declare(declaration, variables);
  const [first] = declaration.declarations;
  if (first) code.remove(declaration.start, first.start);
}

function declare(declaration: VariableDeclaration, variables: Set<string>): void {
  for (const { id } of declaration.declarations) for (const name of boundNames(id)) variables.add(name);
}

function isVar(node: AnyNode | null): node is VariableDeclaration {
  return node?.type === 'VariableDeclaration' && node.kind === 'var';
}
