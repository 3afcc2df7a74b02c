import { neg } from '../expression/build';
import type { Call, Expression, Primitive } from '../expression/expression';
import { subexpressionsOf } from '../expression/traverse';
import { autogradForm } from './autograd';
import { finiteForm } from './finiteForm';

/** An expression as source text in terms of `tf`, as a person would write it into a program of their own. */
export interface SourceText {
  /** `const gate = tf.sigmoid(x);` each, in order. */
  readonly statements: readonly string[];
  readonly value: string;
}

/** Beyond this a nested call is hard to read, and gets a name. */
const longestNested = 64;

/**
 * For finite x, and so that the gradient which the library derives from it is finite too. Null where tensorflow.js
 * cannot say it in a few lines: a function that is known by a table only.
 */
export function typeScriptOf(expression: Expression): SourceText | null {
  const root = autogradForm(finiteForm(expression));
  const parts = subexpressionsOf(root);
  return parts.some((part) => part.kind === 'call' && part.spline) ? null : new Writer(parts).write(root);
}

class Writer {
  readonly #statements: string[] = [];
  readonly #written = new Map<Expression, string>();
  readonly #uses = new Map<Expression, number>();
  readonly #names = new Map<string, number>();
  /** What parameters are called, no step of the computation may be. */
  readonly #taken = new Set<string>();

  constructor(parts: readonly Expression[]) {
    for (const part of parts) {
      if (part.kind === 'parameter') this.#taken.add(part.name);
      if (part.kind === 'call') for (const arg of part.args) this.#uses.set(arg, (this.#uses.get(arg) ?? 0) + 1);
    }
  }

  write(root: Expression): SourceText {
    return { value: this.#text(root), statements: this.#statements };
  }

  #text(part: Expression): string {
    const known = this.#written.get(part);
    if (known !== undefined) return known;
    const text = part.kind === 'call' ? this.#named(part, this.#call(part)) : leaf(part);
    this.#written.set(part, text);
    return text;
  }

  /** What is used twice is computed once. */
  #named(call: Call, text: string): string {
    const uses = this.#uses.get(call) ?? 0;
    if (uses === 0 || (uses === 1 && text.length <= longestNested)) return text;
    const word = text.startsWith('tf.abs') ? 'size' : wordFor(call);
    const name = this.#free(word);
    this.#statements.push(`const ${name} = ${text};`);
    return name;
  }

  #free(word: string): string {
    const count = (this.#names.get(word) ?? 0) + 1;
    this.#names.set(word, count);
    const name = count === 1 ? word : `${word}${count}`;
    return this.#taken.has(name) ? this.#free(word) : name;
  }

  #call(call: Call): string {
    const { primitive } = call;
    const [test, then, otherwise] = call.args;
    // The library's |x| has the slope −1 at 0, as x > 0 ? x : −x has.
    if (primitive === 'where' && test && test === then && otherwise === neg(test)) return `tf.abs(${this.#text(test)})`;
    const args = call.args.map((arg) => this.#text(arg));
    const [a = '', b = '', c = ''] = args;
    if (primitive === 'power' && b === '2') return `tf.square(${a})`;
    if (primitive === 'max' && b === '0') return `tf.relu(${a})`;
    if (primitive === 'erfc') return `tf.sub(1, tf.erf(${a}))`;
    // A comparison has no gradient in tensorflow.js, and without one nothing in front of it trains.
    if (primitive === 'where') return `tf.where(tf.cast(tf.step(${a}), 'bool'), ${b}, ${c})`;
    return `tf.${operations.get(primitive) ?? primitive}(${args.join(', ')})`;
  }
}

/** Where tensorflow.js calls a primitive otherwise. */
const operations: ReadonlyMap<Primitive, string> = new Map([
  ['min', 'minimum'],
  ['max', 'maximum'],
  ['power', 'pow'],
]);

/** What a statement that computes it is called. */
const words: ReadonlyMap<Primitive, string> = new Map([
  ['add', 'sum'],
  ['sub', 'difference'],
  ['mul', 'product'],
  ['div', 'ratio'],
  ['min', 'below'],
  ['max', 'above'],
  ['power', 'power'],
  ['neg', 'negative'],
  ['abs', 'size'],
  ['step', 'isPositive'],
  ['exp', 'exponential'],
  ['expm1', 'exponential'],
  ['log', 'logarithm'],
  ['log1p', 'logarithm'],
  ['sqrt', 'root'],
  ['sin', 'sine'],
  ['cos', 'cosine'],
  ['atan', 'angle'],
  ['sigmoid', 'gate'],
  ['softplus', 'soft'],
  ['erfc', 'tail'],
  ['where', 'chosen'],
]);

function wordFor({ primitive }: Call): string {
  return words.get(primitive) ?? 'inner';
}

const constants: ReadonlyMap<number, string> = new Map([
  [Math.SQRT2, 'Math.SQRT2'],
  [Math.SQRT1_2, 'Math.SQRT1_2'],
  [Math.PI, 'Math.PI'],
  [Math.LN2, 'Math.LN2'],
  [Math.sqrt(2 / Math.PI), 'Math.sqrt(2 / Math.PI)'],
  [2 * Math.sqrt(2 / Math.PI), '2 * Math.sqrt(2 / Math.PI)'],
  [1 / 3, '1 / 3'],
  [1 / 6, '1 / 6'],
]);

function leaf(part: Exclude<Expression, Call>): string {
  if (part.kind === 'variable') return 'x';
  return part.kind === 'parameter' ? part.name : (constants.get(part.value) ?? String(part.value));
}
