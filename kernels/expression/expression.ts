/**
 * A scalar expression of `x` and named parameters: immutable, and interned, so that two equal expressions are the same
 * object. Sharing then is plain identity: an evaluator or a code generator meets each sub-expression once.
 */
export type Expression = Variable | Constant | ParameterReference | Call;

export interface Variable {
  readonly kind: 'variable';
}

export interface Constant {
  readonly kind: 'constant';
  readonly value: number;
}

export interface ParameterReference {
  readonly kind: 'parameter';
  readonly name: string;
}

export interface Call {
  readonly kind: 'call';
  readonly primitive: Primitive;
  readonly args: readonly Expression[];
}

/**
 * The stable primitives. Each is right over its whole domain by itself (softplus(1000) is 1000, not ∞), so that what is
 * composed of them needs care only where two of them meet.
 * `power` takes a constant integer exponent; `step` is 1 for x > 0, else 0; `where` tests its first argument for > 0.
 */
export type Primitive = UnaryPrimitive | BinaryPrimitive | 'where';
export type UnaryPrimitive =
  | 'neg'
  | 'abs'
  | 'step'
  | 'exp'
  | 'expm1'
  | 'log1p'
  | 'tanh'
  | 'sigmoid'
  | 'softplus'
  | 'erf'
  | 'erfc';
export type BinaryPrimitive = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'power';

const interned = new Map<string, Expression>();
const identities = new Map<Expression, number>();

/** The one object that stands for this expression. */
export function intern(expression: Expression): Expression {
  const key = keyOf(expression);
  const known = interned.get(key);
  if (known) return known;
  if (expression.kind === 'call') Object.freeze(expression.args);
  Object.freeze(expression);
  interned.set(key, expression);
  identities.set(expression, identities.size);
  return expression;
}

function keyOf(expression: Expression): string {
  switch (expression.kind) {
    case 'variable':
      return 'x';
    case 'constant':
      // Object.is tells −0 from 0, String() does not.
      return Object.is(expression.value, -0) ? '#-0' : `#${expression.value}`;
    case 'parameter':
      return `:${expression.name}`;
    case 'call':
      return `${expression.primitive}(${expression.args.map((arg) => identities.get(arg)).join()})`;
  }
}
