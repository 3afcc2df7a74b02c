import { add, constant, div, mul, neg, x } from '../build';
import type { Expression } from '../expression';
import { subexpressionsOf } from '../traverse';

/** Coefficients of 1, x, x², …, each free of x. */
export type Polynomial = readonly Expression[];

const highestDegree = 12;

export function dependsOnX(expression: Expression): boolean {
  return subexpressionsOf(expression).includes(x);
}

/** The expression as a polynomial of x, its products multiplied out; undefined where it is none. */
export function polynomialOf(expression: Expression): Polynomial | undefined {
  if (!dependsOnX(expression)) return [expression];
  if (expression === x) return [constant(0), constant(1)];
  if (expression.kind !== 'call') return undefined;
  const [a, b] = expression.args;
  const p = a && polynomialOf(a);
  if (!p) return undefined;
  if (expression.primitive === 'neg') return p.map((coefficient) => neg(coefficient));
  if (expression.primitive === 'power') return b?.kind === 'constant' ? powerOf(p, b.value) : undefined;
  const q = b && polynomialOf(b);
  if (!q) return undefined;
  switch (expression.primitive) {
    case 'add':
      return sumOf(p, q);
    case 'sub':
      return sumOf(
        p,
        q.map((coefficient) => neg(coefficient)),
      );
    case 'mul':
      return productOf(p, q);
    case 'div':
      return q.length === 1 ? p.map((coefficient) => div(coefficient, q[0] ?? constant(1))) : undefined;
    default:
      return undefined;
  }
}

/** a and b of a·x + b; undefined for what is no straight line, or a level one. */
export function linearOf(expression: Expression): { slope: Expression; offset: Expression } | undefined {
  const [offset, slope, ...higher] = polynomialOf(expression) ?? [];
  return offset && slope && higher.length === 0 ? { slope, offset } : undefined;
}

/** c₀·x + c₁·x²/2 + …, by Horner's scheme. */
export function integralOf(polynomial: Polynomial): Expression {
  const terms = polynomial.map((coefficient, k) => mul(coefficient, 1 / (k + 1)));
  return mul(
    x,
    terms.reduceRight((higher, term) => add(term, mul(x, higher))),
  );
}

export function derivativeOfPolynomial(polynomial: Polynomial): Polynomial {
  return polynomial.slice(1).map((coefficient, k) => mul(k + 1, coefficient));
}

export function expressionOf(polynomial: Polynomial): Expression {
  return polynomial.reduceRight<Expression>((higher, term) => add(term, mul(x, higher)), constant(0));
}

function sumOf(p: Polynomial, q: Polynomial): Polynomial {
  return Array.from({ length: Math.max(p.length, q.length) }, (_, k) => add(p[k] ?? 0, q[k] ?? 0));
}

function productOf(p: Polynomial, q: Polynomial): Polynomial | undefined {
  if (p.length + q.length - 2 > highestDegree) return undefined;
  return Array.from({ length: p.length + q.length - 1 }, (_, degree) =>
    p.reduce<Expression>((sum, a, k) => add(sum, mul(a, q[degree - k] ?? 0)), constant(0)),
  );
}

function powerOf(p: Polynomial, exponent: number): Polynomial | undefined {
  if (!Number.isInteger(exponent) || exponent < 0) return undefined;
  let product: Polynomial | undefined = [constant(1)];
  for (let i = 0; i < exponent && product; i++) product = productOf(product, p);
  return product;
}
