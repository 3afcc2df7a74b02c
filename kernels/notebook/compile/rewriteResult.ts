import type { ExpressionStatement, Program, Statement } from 'acorn';
import type MagicString from 'magic-string';
import { helperName } from './helperName';

/** The value of a cell is that of its last statement, if that is an expression: it is handed to the display. */
export function rewriteResult(program: Program, code: MagicString): void {
  const last = lastExpression(program.body as Statement[]);
  if (!last) return;
  code.appendRight(last.expression.start, `${helperName}.result((`).appendLeft(last.expression.end, '))');
}

function lastExpression(statements: Statement[]): ExpressionStatement | undefined {
  const last = statements.filter(({ type }) => !type.startsWith('Export') && type !== 'EmptyStatement').at(-1);
  if (last?.type === 'ExpressionStatement') return last;
  // What follows a `using` declaration is wrapped by esbuild in a try that ends with the disposal.
  if (last?.type === 'TryStatement' && disposes(last.finalizer?.body)) return lastExpression(last.block.body);
  return undefined;
}

function disposes(statements: Statement[] | undefined): boolean {
  const call = JSON.stringify(statements ?? []);
  return call.includes('"__callDispose"');
}
