import type {
  AnyNode,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Identifier,
  ImportDeclaration,
  Literal,
  Program,
} from 'acorn';
import type MagicString from 'magic-string';
import { helperName } from './helperName';
import { hoistingPoint, referencedNames, walk } from './walk';

/**
 * `import` cannot stand in a REPL's code: static and dynamic imports become calls of the kernel's importer, which
 * resolves from the notebook's folder. Static ones move to the top, as the language has it.
 */
export function rewriteImports(program: Program, code: MagicString): void {
  const used = referencedNames(program);
  const top = hoistingPoint(program);
  for (const statement of program.body) {
    if (statement.type === 'ImportDeclaration') rewriteStatic(statement, used, code, top);
    else if (statement.type === 'ExportNamedDeclaration') stripExport(statement, code);
    else if (statement.type === 'ExportDefaultDeclaration') stripDefault(statement, code);
    else if (statement.type === 'ExportAllDeclaration') code.remove(statement.start, statement.end);
  }
  walk(program, (node) => {
    if (node.type === 'ImportExpression') {
      code.update(node.start, node.start + 'import'.length, `${helperName}.import`);
    } else if (node.type === 'MetaProperty' && node.meta.name === 'import') {
      code.update(node.start, node.end, `${helperName}.meta`);
    } else if (isDenoJupyter(node)) {
      code.update(node.start, node.end, `${helperName}.jupyter`);
      return false;
    }
    return true;
  });
}

/** See display/denoJupyter. */
function isDenoJupyter(node: AnyNode): boolean {
  if (node.type !== 'MemberExpression' || node.computed) return false;
  const { object, property } = node;
  return object.type === 'Identifier' && object.name === 'Deno' && 'name' in property && property.name === 'jupyter';
}

function rewriteStatic(statement: ImportDeclaration, used: Set<string>, code: MagicString, top: number): void {
  const bindings = statement.specifiers.map((specifier) => ({
    from: importedName(specifier),
    to: specifier.local.name,
  }));
  const source = JSON.stringify(statement.source.value);
  const asked = bindings.map(({ from, to }) => ({ name: from, needed: used.has(to) }));
  const pattern = bindings.map(({ from, to }) => `${JSON.stringify(from)}: ${to}`).join(', ');
  const call = `await ${helperName}.hold(${helperName}.importNames(${source}, ${JSON.stringify(asked)}));`;
  code.update(statement.start, statement.end, bindings.length > 0 ? `let { ${pattern} } = ${call}` : call);
  code.appendLeft(statement.end, '\n');
  if (statement.start > top) code.move(statement.start, statement.end, top);
}

/** '*' stands for the namespace object: no export can have that name. */
function importedName(specifier: ImportDeclaration['specifiers'][number]): string {
  if (specifier.type === 'ImportNamespaceSpecifier') return '*';
  if (specifier.type === 'ImportDefaultSpecifier') return 'default';
  return nameOf(specifier.imported);
}

function nameOf(name: Identifier | Literal): string {
  return name.type === 'Identifier' ? name.name : String(name.value);
}

/** A cell is no module, but pasted module code should run: `export` falls away. */
function stripExport(statement: ExportNamedDeclaration, code: MagicString): void {
  if (statement.declaration) code.remove(statement.start, statement.declaration.start);
  else code.remove(statement.start, statement.end);
}

function stripDefault(statement: ExportDefaultDeclaration, code: MagicString): void {
  const { declaration } = statement;
  const named = 'id' in declaration && declaration.id !== null && declaration.type !== 'ClassExpression';
  if (named) code.remove(statement.start, declaration.start);
  else code.update(statement.start, declaration.start, 'void ');
}

/** Specifiers that the cell asks for with `require('…')`: what must be ready before it runs. */
export function requiredSpecifiers(program: AnyNode): string[] {
  const specifiers: string[] = [];
  walk(program, (node) => {
    if (node.type === 'CallExpression' && node.callee.type === 'Identifier' && node.callee.name === 'require') {
      const [first] = node.arguments;
      if (first?.type === 'Literal' && typeof first.value === 'string') specifiers.push(first.value);
    }
    return true;
  });
  return specifiers;
}
