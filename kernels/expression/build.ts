import type { BinaryPrimitive, Call, Expression, Primitive, Spline, UnaryPrimitive } from './expression';
import { intern } from './expression';
import { evaluate } from './primitives';
import { evaluateSpline } from './spline';

/** Builders fold constants and drop neutral elements, so that a derivative comes out as a person would write it. */
export type Operand = Expression | number;

export const x: Expression = intern({ kind: 'variable' });

export function constant(value: number): Expression {
  return intern({ kind: 'constant', value });
}

const zero = constant(0);

export function parameter(name: string): Expression {
  return intern({ kind: 'parameter', name });
}

export function add(...terms: Operand[]): Expression {
  return terms.map(asExpression).reduce((sum, term) => {
    if (isConstant(sum, 0)) return term;
    if (isConstant(term, 0)) return sum;
    const negated = negatedOf(term);
    return negated ? sub(sum, negated) : call('add', sum, term);
  });
}

export function sub(left: Operand, right: Operand): Expression {
  const [a, b] = [asExpression(left), asExpression(right)];
  if (isConstant(b, 0)) return a;
  if (isConstant(a, 0)) return neg(b);
  const negated = negatedOf(b);
  if (negated) return add(a, negated);
  return a === b ? constant(0) : call('sub', a, b);
}

/** Constants move to the front and meet there: 2·(0.8·p) becomes 1.6·p, one operation over a tensor instead of two. */
export function mul(...factors: Operand[]): Expression {
  return factors.map(asExpression).reduce((product, factor) => {
    const [a, b] = factor.kind === 'constant' ? [factor, product] : [product, factor];
    if (isConstant(a, 0) && b.kind !== 'constant') return zero;
    if (a.kind !== 'constant' || b.kind === 'constant') return withoutSign(call('mul', a, b));
    if (a.value === 1) return b;
    if (a.value === -1) return neg(b);
    const [inner, rest] = b.kind === 'call' && b.primitive === 'mul' ? b.args : [];
    return inner?.kind === 'constant' && rest ? mul(a.value * inner.value, rest) : call('mul', a, b);
  });
}

export function div(left: Operand, right: Operand): Expression {
  const [a, b] = [asExpression(left), asExpression(right)];
  return isConstant(b, 1) || isConstant(a, 0) ? a : call('div', a, b);
}

export function neg(operand: Operand): Expression {
  const a = asExpression(operand);
  return negatedOf(a) ?? withoutSign(call('neg', a));
}

/** −0 as 0: two branches that are 0 are one, and a generator looks for one 0 only. */
function withoutSign(expression: Expression): Expression {
  return isConstant(expression, 0) ? zero : expression;
}

/** What the expression is the negative of, if it is written so. */
function negatedOf(expression: Expression): Expression | undefined {
  return expression.kind === 'call' && expression.primitive === 'neg' ? expression.args[0] : undefined;
}

/** An exponent that is not a constant integer needs a base that is never below 0: say `power(abs(x), p)`. */
export function power(base: Operand, exponent: Operand): Expression {
  const [a, b] = [asExpression(base), asExpression(exponent)];
  if (isConstant(b, 0)) return constant(1);
  return isConstant(b, 1) ? a : call('power', a, b);
}

/** The table's value at `a`. */
export function spline(table: Spline, a: Operand): Expression {
  const argument = asExpression(a);
  if (argument.kind === 'constant') return constant(evaluateSpline(table, argument.value));
  return intern({ kind: 'call', primitive: 'spline', args: [argument], spline: table });
}

export const square = (a: Operand): Expression => power(a, 2);
export const min = binary('min');
export const max = binary('max');
export const abs = unary('abs');
export const step = unary('step');
export const exp = unary('exp');
export const expm1 = unary('expm1');
export const log = unary('log');
export const log1p = unary('log1p');
export const sqrt = unary('sqrt');
export const sin = unary('sin');
export const cos = unary('cos');
export const atan = unary('atan');
export const tanh = unary('tanh');
export const sigmoid = unary('sigmoid');
export const softplus = unary('softplus');
export const erf = unary('erf');
export const erfc = unary('erfc');

/** `then` where test > 0, else `otherwise`. */
export function where(test: Operand, then: Operand, otherwise: Operand): Expression {
  const [a, b] = [asExpression(then), asExpression(otherwise)];
  return a === b ? a : call('where', asExpression(test), a, b);
}

const simplifying: Partial<Record<Primitive, (...args: Expression[]) => Expression>> = {
  add,
  sub,
  mul,
  div,
  neg,
  power,
  where,
};

/** The same call over other arguments, simplified again: what a substitution rebuilds with. */
export function rebuild({ primitive, spline: table }: Call, args: readonly Expression[]): Expression {
  if (primitive === 'spline') return table && args[0] ? spline(table, args[0]) : missingTable();
  const simplified = simplifying[primitive];
  return simplified ? simplified(...args) : call(primitive, ...args);
}

function missingTable(): never {
  throw new Error('A spline has lost its table or its argument.');
}

export function isConstant(expression: Expression, value: number): boolean {
  return expression.kind === 'constant' && expression.value === value;
}

function call(primitive: Exclude<Primitive, 'spline'>, ...args: Expression[]): Expression {
  const values = args.flatMap((arg) => (arg.kind === 'constant' ? [arg.value] : []));
  if (values.length === args.length) return constant(evaluate(primitive, values));
  return intern({ kind: 'call', primitive, args });
}

function unary(primitive: UnaryPrimitive) {
  return (a: Operand): Expression => call(primitive, asExpression(a));
}

function binary(primitive: BinaryPrimitive) {
  return (a: Operand, b: Operand): Expression => call(primitive, asExpression(a), asExpression(b));
}

/** Cells are not type-checked before they run: what is neither is named here, not found as a NaN later. */
function asExpression(operand: Operand): Expression {
  if (typeof operand === 'object' && operand !== null && 'kind' in operand) return operand;
  if (typeof operand === 'number' && !Number.isNaN(operand)) return constant(operand);
  const what =
    typeof operand === 'function' ? 'a function' : typeof operand === 'string' ? `"${operand}"` : String(operand);
  throw new TypeError(
    `A formula is made of expressions and numbers; ${what} is neither. A trained number is parameter('name').`,
  );
}
