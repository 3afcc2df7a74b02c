import { isBuiltin } from 'node:module';
import { type AnyNode, type ImportDeclaration, type Program, parse } from 'acorn';
import { esbuild } from '../compile/esbuild';
import { declaredNames, withoutExport } from '../compile/names';
import { childrenOf, isFunction } from '../compile/walk';

/** What the cell that is being written declares above the cursor, though it has not run. */
export interface Unrun {
  names: string[];
  /** Statements that declare what can be had without running anything of the cell. */
  prelude: string;
  /** Modules of Node's that the prelude takes from where it is told. */
  builtins: string[];
}

const nothing: Unrun = { names: [], prelude: '', builtins: [] };

/** @param modules what the prelude takes modules from: an expression */
export async function unrunAbove(code: string, cursor: number, modules: string): Promise<Unrun> {
  const program = await programAbove(code, cursor);
  if (!program) return nothing;
  const { script, tree } = program;
  const imports = tree.body.filter((node) => node.type === 'ImportDeclaration');
  const known = imports.filter(({ source }) => isBuiltin(String(source.value)));
  const declarations = tree.body.map(withoutExport).flatMap((node) => declarationsIn(node, script));
  return {
    names: [...declaredNames(tree).keys()],
    prelude: [...known.map((node) => importFrom(node, modules)), ...declarations].join('\n'),
    builtins: known.map(({ source }) => String(source.value)),
  };
}

/** The statements that end before the one at the cursor, which need not be readable yet. */
async function programAbove(code: string, cursor: number): Promise<{ script: string; tree: Program } | undefined> {
  const lineStart = code.lastIndexOf('\n', cursor - 1) + 1;
  const statementStart = code.lastIndexOf(';', cursor - 1) + 1;
  for (const end of [Math.max(lineStart, statementStart), lineStart]) {
    try {
      const options = { verbatimModuleSyntax: true };
      const { code: script } = await esbuild().transform(code.slice(0, end), {
        loader: 'ts',
        logLevel: 'silent',
        tsconfigRaw: { compilerOptions: options },
      });
      return { script, tree: parse(script, { ecmaVersion: 'latest', sourceType: 'module' }) };
    } catch {
      // The cursor stands inside of something that is still open.
    }
  }
  return undefined;
}

function declarationsIn(node: AnyNode, script: string): string[] {
  if (node.type === 'FunctionDeclaration') return [script.slice(node.start, node.end)];
  if (node.type !== 'VariableDeclaration') return [];
  return node.declarations
    .filter(({ init }) => init && isPlain(init))
    .map(({ start, end }) => `var ${script.slice(start, end)};`);
}

const plain = new Set(
  'Literal ArrayExpression ObjectExpression Property TemplateLiteral TemplateElement UnaryExpression BinaryExpression Identifier MemberExpression'.split(
    ' ',
  ),
);

/** Calls nothing: a call could take for ever. */
function isPlain(node: AnyNode): boolean {
  if (node.type === 'Property' && node.kind !== 'init') return false;
  return isFunction(node) || (plain.has(node.type) && childrenOf(node).every(isPlain));
}

function importFrom({ source, specifiers }: ImportDeclaration, modules: string): string {
  const from = `${modules}[${JSON.stringify(source.value)}]`;
  return specifiers
    .map((specifier) => {
      const { name } = specifier.local;
      if (specifier.type !== 'ImportSpecifier') return `var ${name} = ${from};`;
      const { imported } = specifier;
      const key = imported.type === 'Identifier' ? imported.name : imported.value;
      return `var ${name} = ${from}[${JSON.stringify(key)}];`;
    })
    .join(' ');
}
