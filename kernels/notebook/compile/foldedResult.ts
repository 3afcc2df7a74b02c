import { eachMapping, TraceMap } from '@jridgewell/trace-mapping';
import { type AnyNode, type Program, parse } from 'acorn';
import { childrenOf } from './walk';

/**
 * esbuild computes `-1`, `!0` and `"a" + 1` and then drops them, since a statement that is a plain value does nothing.
 * Here it is what the cell shows: the text of such an expression at the end of a cell, which has no side effect.
 */
export function foldedResult(source: string, map: string): string | undefined {
  const lines = source.trimEnd().split('\n');
  const line = lines.at(-1) ?? '';
  const program = parsed(line);
  const last = program?.body.at(-1);
  if (last?.type !== 'ExpressionStatement' || !isConstant(last.expression)) return undefined;
  // At the head of a line it may go on with the statement above: then it was not dropped.
  const isOwnStatement = program?.body[0] !== last || lastLineOf(map) < lines.length;
  return isOwnStatement ? line.slice(last.expression.start, last.expression.end) : undefined;
}

function parsed(line: string): Program | undefined {
  try {
    return parse(line, { ecmaVersion: 'latest', sourceType: 'module', allowAwaitOutsideFunction: true });
  } catch {
    return undefined;
  }
}

const folded = ['UnaryExpression', 'BinaryExpression', 'LogicalExpression', 'ConditionalExpression'];

/** Names that esbuild takes for literals: it drops them too. */
const namedConstants = ['NaN', 'Infinity', 'undefined'];

/** What is computed from literals alone. A literal by itself, also `[1]`, is not dropped. */
function isConstant(node: AnyNode): boolean {
  if (node.type === 'Identifier') return namedConstants.includes(node.name);
  return folded.includes(node.type) && childrenOf(node).every(isOperand);
}

function isOperand(node: AnyNode): boolean {
  const isList = node.type === 'ArrayExpression' || node.type === 'ObjectExpression';
  return node.type === 'Literal' || (isList && childrenOf(node).length === 0) || isConstant(node);
}

/** The last line of the source, 1-based, that anything was made of. */
function lastLineOf(map: string): number {
  let last = 0;
  eachMapping(new TraceMap(map), ({ originalLine }) => {
    last = Math.max(last, originalLine ?? 0);
  });
  return last;
}
