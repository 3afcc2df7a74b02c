import { isConstant } from '../expression/build';
import type { Call, Expression, Primitive } from '../expression/expression';
import { subexpressionsOf } from '../expression/traverse';
import { autogradForm } from './autograd';
import type { PythonDialect } from './pythonDialects';

/** The body of a Python function: statements that name what is shared, then the value. */
export interface PythonCode {
  readonly statements: readonly string[];
  readonly value: string;
}

/** What no Python library can be told in a few lines. */
export class PythonRefusal extends Error {}

/**
 * The expression as readable Python of one library, finite also in the gradients that the library derives from it.
 * `names` says what stands for `x` and for the parameters; every sub-expression that is used twice gets a name.
 */
export function composePython(
  expression: Expression,
  dialect: PythonDialect,
  names: { readonly x: string; readonly parameters?: ReadonlyMap<string, string> },
): PythonCode {
  const root = autogradForm(expression);
  const repeated = repeatedIn(root, dialect);
  const taken = new Set([names.x, ...(names.parameters?.values() ?? [])]);
  const statements: string[] = [];
  const written = new Map<Expression, Text>();

  const textOf = (part: Expression): Text => {
    const known = written.get(part);
    if (known) return known;
    const text = leafOf(part, names) ?? callOf(part as Call, dialect, textOf);
    const isNamed = part.kind === 'call' && part !== root && (repeated.has(part) || text.code.length > 70);
    const result = isNamed ? { code: nameFor(part.primitive, taken), level: levels.atom } : text;
    if (isNamed) statements.push(`${result.code} = ${text.code}`);
    written.set(part, result);
    return result;
  };
  return { statements, value: textOf(root).code };
}

interface Text {
  readonly code: string;
  /** How tightly its outermost operator binds. */
  readonly level: number;
}

const levels = { sum: 1, product: 2, sign: 3, power: 4, atom: 5 } as const;

function leafOf(part: Expression, names: Parameters<typeof composePython>[2]): Text | null {
  if (part.kind === 'variable') return { code: names.x, level: levels.atom };
  if (part.kind === 'constant')
    return { code: pythonNumber(part.value), level: part.value < 0 ? levels.sign : levels.atom };
  if (part.kind === 'call') return null;
  const code = names.parameters?.get(part.name);
  if (code === undefined) throw new PythonRefusal(`The parameter ${part.name} has neither a value nor a name.`);
  return { code, level: levels.atom };
}

/** 10 is `10.0`: an integer would meet float tensors in libraries that do not promote. */
export function pythonNumber(value: number): string {
  const text = String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function callOf(call: Call, dialect: PythonDialect, textOf: (part: Expression) => Text): Text {
  const { primitive, args } = call;
  const [a, b, c] = args;
  const atom = (code: string): Text => ({ code, level: levels.atom });
  const plain = (part: Expression): string => textOf(part).code;
  if (a && b && c) return atom(dialect.where(at(textOf(a), levels.sum), plain(b), plain(c)));
  if (primitive === 'spline') throw new PythonRefusal('It is a table of numbers, which no few lines of Python hold.');
  if (!a) throw new Error(`${primitive} was called without arguments.`);
  if (primitive === 'neg') return { code: `-${at(textOf(a), levels.sign)}`, level: levels.sign };
  if (!b) return atom(dialect.unary[primitive as keyof PythonDialect['unary']](plain(a)));
  if (primitive === 'min' || primitive === 'max') return atom(extremeOf(primitive, a, b, dialect, textOf));
  if (primitive === 'power') return powerOf(a, b, dialect, textOf);
  return infixOf(primitive, textOf(a), textOf(b));
}

function infixOf(primitive: Primitive, a: Text, b: Text): Text {
  const operator = new Map<Primitive, string>([
    ['add', '+'],
    ['sub', '-'],
    ['mul', '*'],
    ['div', '/'],
  ]).get(primitive);
  if (!operator) throw new Error(`${primitive} was called with two arguments.`);
  const level = operator === '+' || operator === '-' ? levels.sum : levels.product;
  const isAssociative = operator === '+' || operator === '*';
  return { code: `${at(a, level)} ${operator} ${at(b, isAssociative ? level : level + 1)}`, level };
}

function extremeOf(
  primitive: 'min' | 'max',
  a: Expression,
  b: Expression,
  dialect: PythonDialect,
  textOf: (part: Expression) => Text,
): string {
  const [tensor, bound] = a.kind === 'constant' ? [b, a] : [a, b];
  const text = textOf(tensor).code;
  if (!isConstant(bound, 0)) return dialect.binary[primitive](text, textOf(bound).code);
  return primitive === 'min' ? dialect.negativePart(text) : dialect.positivePart(text);
}

function powerOf(
  base: Expression,
  exponent: Expression,
  dialect: PythonDialect,
  textOf: (part: Expression) => Text,
): Text {
  if (exponent.kind === 'constant' && exponent.value === 2) {
    return { code: dialect.square(textOf(base).code), level: levels.atom };
  }
  const isWhole = exponent.kind === 'constant' && Number.isInteger(exponent.value);
  const power = isWhole ? String(exponent.value) : at(textOf(exponent), levels.power);
  return { code: `${at(textOf(base), levels.atom)}**${power}`, level: levels.power };
}

function at({ code, level }: Text, needed: number): string {
  return level < needed ? `(${code})` : code;
}

const nameByPrimitive = new Map<Primitive, string>([
  ['exp', 'e'],
  ['expm1', 'e'],
  ['tanh', 't'],
  ['sigmoid', 'gate'],
  ['max', 'above'],
  ['min', 'below'],
  ['power', 'square'],
  ['where', 'chosen'],
]);

function nameFor(primitive: Primitive, taken: Set<string>): string {
  const base = nameByPrimitive.get(primitive) ?? 'part';
  let name = base;
  for (let number = 2; taken.has(name); number++) name = base + number;
  taken.add(name);
  return name;
}

/** Calls that the text mentions more than once: used twice, or by a clip at 0 that says its operand twice. */
function repeatedIn(root: Expression, { repeatsClipped }: PythonDialect): ReadonlySet<Expression> {
  const counts = new Map<Expression, number>();
  for (const part of subexpressionsOf(root)) {
    if (part.kind !== 'call') continue;
    const isClip = /^(?:min|max)$/.test(part.primitive) && part.args.some((arg) => isConstant(arg, 0));
    for (const arg of part.args) counts.set(arg, (counts.get(arg) ?? 0) + (isClip && repeatsClipped ? 2 : 1));
  }
  return new Set([...counts].filter(([, count]) => count > 1).map(([part]) => part));
}
