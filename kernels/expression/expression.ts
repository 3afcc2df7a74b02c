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
  /** Of a 'spline' only. */
  readonly spline?: Spline;
}

/**
 * A function known by a table: a cubic on each of equally wide cells between `low` and `high`, and beyond them the
 * straight line that goes on with the end's value and slope.
 */
export interface Spline {
  readonly low: number;
  readonly high: number;
  /** c₀, c₁, c₂, c₃ of each cell, for t from 0 to 1 across it: c₀ + t·(c₁ + t·(c₂ + t·c₃)). */
  readonly coefficients: readonly number[];
  /** Its slope as an expression of x: what was integrated to make the table. */
  readonly slope: Expression;
}

/**
 * The stable primitives. Each is right over its whole domain by itself (softplus(1000) is 1000, not ∞), so that what is
 * composed of them needs care only where two of them meet.
 * `power` takes a constant integer exponent, or a base that is never below 0; `step` is 1 for x > 0, else 0; `where`
 * tests its first argument for > 0; `spline` looks its argument up in a table.
 */
export type Primitive = UnaryPrimitive | BinaryPrimitive | 'where' | 'spline';
export type UnaryPrimitive =
  | 'neg'
  | 'abs'
  | 'step'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'log1p'
  | 'sqrt'
  | 'sin'
  | 'cos'
  | 'atan'
  | 'tanh'
  | 'sigmoid'
  | 'softplus'
  | 'erf'
  | 'erfc';
export type BinaryPrimitive = 'add' | 'sub' | 'mul' | 'div' | 'min' | 'max' | 'power';

/** Weak: an activation that is defined again and again, with a spline of thousands of numbers, leaves nothing behind. */
const interned = new Map<string, WeakRef<Expression>>();
const forgotten = new FinalizationRegistry<string>((key) => {
  // In the meantime an equal one may have come.
  if (!interned.get(key)?.deref()) interned.delete(key);
});
const identities = new WeakMap<object, number>();
let nextIdentity = 0;

/** The one object that stands for this expression. */
export function intern(expression: Expression): Expression {
  const key = keyOf(expression);
  const known = interned.get(key)?.deref();
  if (known) return known;
  if (expression.kind === 'call') Object.freeze(expression.args);
  Object.freeze(expression);
  interned.set(key, new WeakRef(expression));
  forgotten.register(expression, key);
  return expression;
}

/** A number that no other object has or will have: equal expressions share it for as long as one of them is held. */
export function identityOf(object: object): number {
  const known = identities.get(object);
  if (known !== undefined) return known;
  identities.set(object, nextIdentity);
  return nextIdentity++;
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
      return `${expression.primitive}(${[...expression.args, expression.spline ?? []].flat().map(identityOf).join()})`;
  }
}
