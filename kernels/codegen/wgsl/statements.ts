import type { Call, Expression, Spline } from '../../expression/expression';
import { subexpressionsOf } from '../../expression/traverse';
import { calls } from './calls';
import { wgslNumber } from './wgslNumber';

/** Expressions as statements of a shader function that knows `x` and the parameters `p0`, `p1`… */
export interface Statements {
  readonly lines: readonly string[];
  /** The variable, or literal, that holds each root. */
  readonly results: readonly string[];
  /** Of the library: what the lines call. */
  readonly functions: ReadonlySet<string>;
  /** In the order of their cells in the buffer `tables`. */
  readonly tables: readonly Spline[];
}

/** Each sub-expression once, arguments before the calls that take them. */
export function statementsOf(roots: readonly Expression[], parameters: readonly string[]): Statements {
  const names = new Map<Expression, string>();
  const nameOf = (expression: Expression): string => names.get(expression) ?? leaf(expression, parameters);
  const functions = new Set<string>();
  const tables: Spline[] = [];
  const lines: string[] = [];
  for (const part of neededParts(roots)) {
    const name = `v${lines.length}`;
    const { text, uses } = callText(part, nameOf, tables);
    lines.push(`let ${name} = ${text};`);
    for (const used of uses) functions.add(used);
    names.set(part, name);
  }
  return { lines, results: roots.map(nameOf), functions, tables };
}

function leaf(expression: Expression, parameters: readonly string[]): string {
  if (expression.kind === 'constant') return wgslNumber(expression.value);
  if (expression.kind === 'variable') return 'x';
  const index = expression.kind === 'parameter' ? parameters.indexOf(expression.name) : -1;
  if (index < 0) throw new Error(`The parameter ${JSON.stringify(expression)} is not among ${parameters.join(', ')}.`);
  return `p${index}`;
}

function callText(call: Call, nameOf: (part: Expression) => string, tables: Spline[]) {
  const unlike = expm1MinusX(call);
  if (unlike) return { text: `expm1MinusX(${nameOf(unlike)})`, uses: ['expm1MinusX'] };
  if (call.primitive === 'spline') return splineText(call, nameOf, tables);
  const { text, uses = [] } = calls[call.primitive](call.args.map(nameOf), call);
  return { text, uses };
}

/** The argument of eᵃ − 1 − a, which cancels near 0 when it is computed as written. */
function expm1MinusX({ primitive, args: [left, right] }: Call): Expression | undefined {
  const isIt = primitive === 'sub' && left?.kind === 'call' && left.primitive === 'expm1' && left.args[0] === right;
  return isIt ? right : undefined;
}

function splineText({ spline: table, args: [argument] }: Call, nameOf: (part: Expression) => string, tables: Spline[]) {
  if (!table || !argument) throw new Error('A spline was met without its table or its argument.');
  const before = tables.indexOf(table);
  const first = (before < 0 ? tables : tables.slice(0, before)).reduce((sum, other) => sum + cellsOf(other), 0);
  if (before < 0) tables.push(table);
  const bounds = [table.low, table.high].map(wgslNumber).join(', ');
  return { text: `spline_(${nameOf(argument)}, ${first}u, ${cellsOf(table)}u, ${bounds})`, uses: ['spline_'] };
}

export function cellsOf(table: Spline): number {
  return table.coefficients.length / 4;
}

/** Calls whose value some root needs: an expm1 that is met only inside eᵃ − 1 − a is none of them. */
function neededParts(roots: readonly Expression[]): Call[] {
  const needed = new Set<Expression>();
  const visit = (part: Expression): void => {
    if (part.kind !== 'call' || needed.has(part)) return;
    needed.add(part);
    const inner = expm1MinusX(part);
    for (const argument of inner ? [inner] : part.args) visit(argument);
  };
  roots.forEach(visit);
  return subexpressionsOf(...roots).filter((part): part is Call => part.kind === 'call' && needed.has(part));
}
