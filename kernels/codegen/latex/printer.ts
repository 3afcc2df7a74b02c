import { constant, div, mul, neg, power } from '../../expression/build';
import type { Call, Expression, Primitive } from '../../expression/expression';
import { dependsOnX } from '../../expression/integral/polynomial';
import type { Case } from './cases';
import { numberLatex } from './numbers';
import { braced, symbolLatex } from './symbols';

/** How tightly a formula holds together: what stands in a looser place than it needs gets parentheses. */
enum Tightness {
  Sum,
  Product,
  Power,
}

/** Functions that are written f(u), and f^2(u) for their square. */
const functions = new Map<Primitive, string>([
  ['log', '\\ln'],
  ['sin', '\\sin'],
  ['cos', '\\cos'],
  ['atan', '\\arctan'],
  ['tanh', '\\tanh'],
  ['sigmoid', '\\sigma'],
  ['erf', '\\operatorname{erf}'],
  ['erfc', '\\operatorname{erfc}'],
]);

/** Writes expressions; `variable` stands for x. */
export class Printer {
  constructor(
    private readonly symbols: Readonly<Record<string, string>>,
    private readonly variable = 'x',
  ) {}

  print(expression: Expression, needed = Tightness.Sum): string {
    const { text, tightness } = this.write(expression);
    return tightness < needed ? parenthesized(text) : text;
  }

  printCases(cases: readonly Case[]): string {
    const rows = cases.map(({ formula, test }) => {
      const condition = test ? `\\text{if } ${this.condition(test)}` : '\\text{otherwise}';
      return `${this.print(formula)} & ${condition}`;
    });
    return `\\begin{cases} ${rows.join(' \\\\ ')} \\end{cases}`;
  }

  private write(expression: Expression): { text: string; tightness: Tightness } {
    switch (expression.kind) {
      case 'variable':
        return tight(this.variable);
      case 'parameter':
        return tight(symbolLatex(this.symbols[expression.name] ?? expression.name));
      case 'constant':
        return {
          text: numberLatex(expression.value),
          tightness: expression.value < 0 ? Tightness.Sum : Tightness.Power,
        };
      case 'call':
        return this.writeCall(expression);
    }
  }

  private writeCall(call: Call): { text: string; tightness: Tightness } {
    const [a = constant(0), b = constant(0), c = constant(0)] = call.args;
    const named = functions.get(call.primitive);
    if (named) return tight(named + parenthesized(this.print(a)));
    switch (call.primitive) {
      case 'add':
        return loose(this.sum(this.print(a), this.print(b)));
      case 'sub':
        return loose(`${this.print(a)} - ${this.print(b, Tightness.Product)}`);
      case 'neg':
        return loose(`-${this.print(a, Tightness.Product)}`);
      case 'mul':
        return this.product(call);
      case 'div':
        return this.quotient(a, b);
      case 'power':
        return this.power(a, b);
      case 'exp':
        return tight(`e^${braced(this.print(a))}`);
      case 'expm1':
        return loose(`e^${braced(this.print(a))} - 1`);
      case 'log1p':
        return tight(`\\ln${parenthesized(this.sum('1', this.print(a)))}`);
      case 'softplus':
        return tight(`\\ln${parenthesized(`1 + e^${braced(this.print(a))}`)}`);
      case 'sqrt':
        return tight(`\\sqrt{${this.print(a)}}`);
      case 'abs':
        return tight(`\\lvert ${this.print(a)} \\rvert`);
      case 'step':
        return tight(`\\mathbf{1}_{${this.condition(a)}}`);
      case 'where':
        return tight(this.printCases([{ formula: b, test: a }, { formula: c }]));
      case 'spline':
        return tight(this.integral(call, a));
      default:
        return tight(`\\${call.primitive}${parenthesized(`${this.print(a)}, ${this.print(b)}`)}`);
    }
  }

  private sum(a: string, b: string): string {
    return b.startsWith('-') ? `${a} - ${b.slice(1)}` : `${a} + ${b}`;
  }

  /** Numbers, parameters, x, the rest, sums; a sign goes before all of them, and a fraction takes in a single factor. */
  private product(call: Call): { text: string; tightness: Tightness } {
    const ordered = factorsOf(call).sort((a, b) => rankOf(a) - rankOf(b));
    const [first = constant(1), ...others] = ordered;
    if (first.kind === 'constant' && first.value < 0) {
      return loose(`-${this.print(mul(-first.value, ...others), Tightness.Product)}`);
    }
    const [only, ...more] = others.map((factor) => this.print(factor, Tightness.Product));
    const fraction = first.kind === 'constant' && /^\\frac\{1\}\{(.*)\}$/.exec(numberLatex(first.value));
    if (fraction && only && more.length === 0 && rankOf(others[0] ?? first) < sumRank) {
      return tight(`\\frac{${only}}{${fraction[1]}}`);
    }
    const texts = ordered.map((factor) => this.print(factor, Tightness.Product));
    return { text: texts.reduce(beside), tightness: Tightness.Product };
  }

  /** A number that is a fraction itself gives its denominator to the quotient's. */
  private quotient(a: Expression, b: Expression): { text: string; tightness: Tightness } {
    const number = a.kind === 'constant' && /^\\frac\{(.*)\}\{(.*)\}$/.exec(numberLatex(a.value));
    if (!number) return tight(`\\frac{${this.print(a)}}{${this.print(b)}}`);
    const [, over = '', under = ''] = number;
    return tight(`\\frac{${over}}{${beside(under, this.print(b, Tightness.Product))}}`);
  }

  private power(base: Expression, exponent: Expression): { text: string; tightness: Tightness } {
    if (exponent.kind === 'constant' && exponent.value < 0) {
      return tight(this.print(div(1, power(base, -exponent.value))));
    }
    if (exponent === constant(0.5)) return tight(`\\sqrt{${this.print(base)}}`);
    const raised = braced(this.print(exponent));
    const [argument] = base.kind === 'call' ? base.args : [];
    if (base.kind === 'call' && argument) {
      const named = functions.get(base.primitive);
      if (named) return tight(`${named}^${raised}${parenthesized(this.print(argument))}`);
      if (base.primitive === 'exp') return tight(`e^${braced(this.print(mul(exponent, argument)))}`);
    }
    const written = this.print(base, Tightness.Power);
    const isAtom = base.kind !== 'call' || /^(\(|\\left\(|\\max\(|\\min\()/.test(written);
    return tight(`${isAtom ? written : parenthesized(written)}^${raised}`);
  }

  /** The test a > 0, with a difference taken apart. */
  private condition(test: Expression): string {
    const [left, right] = test.kind === 'call' && test.primitive === 'sub' ? test.args : [];
    if (left && right) return `${this.print(left)} > ${this.print(right)}`;
    const [a, b] = test.kind === 'call' && test.primitive === 'add' ? test.args : [];
    if (a && b?.kind === 'constant') return `${this.print(a)} > ${this.print(neg(b))}`;
    return `${this.print(test)} > 0`;
  }

  /** A table is the integral of what it was made from. */
  private integral({ spline }: Call, upper: Expression): string {
    if (!spline) throw new Error('A spline has lost its table.');
    const inner = new Printer(this.symbols, 't');
    return `\\int_0^${braced(this.print(upper))} ${inner.print(spline.slope, Tightness.Product)}\\,\\mathrm{d}t`;
  }
}

function tight(text: string): { text: string; tightness: Tightness } {
  return { text, tightness: Tightness.Power };
}

function loose(text: string): { text: string; tightness: Tightness } {
  return { text, tightness: Tightness.Sum };
}

/** Parentheses that grow with what is tall. */
function parenthesized(text: string): string {
  return /\\frac|\\begin|\\int/.test(text) ? `\\left(${text}\\right)` : `(${text})`;
}

const sumRank = 4;

function rankOf(factor: Expression): number {
  if (factor.kind === 'call' && !dependsOnX(factor)) return 1;
  if (factor.kind !== 'call') return ['constant', 'parameter', 'variable'].indexOf(factor.kind);
  if (factor.primitive === 'power' && factor.args[0]?.kind === 'variable') return 2;
  return ['add', 'sub', 'expm1'].includes(factor.primitive) ? sumRank : 3;
}

/** The factors of a product, its numbers as one. */
function factorsOf(product: Call): Expression[] {
  const factors = flatFactorsOf(product);
  const numbers = factors.flatMap((factor) => (factor.kind === 'constant' ? [factor.value] : []));
  const number = numbers.reduce((a, b) => a * b, 1);
  const others = factors.filter(({ kind }) => kind !== 'constant');
  return number === 1 ? others : [constant(number), ...others];
}

function flatFactorsOf(expression: Expression): Expression[] {
  const isProduct = expression.kind === 'call' && expression.primitive === 'mul';
  return isProduct ? expression.args.flatMap(flatFactorsOf) : [expression];
}

/** Two factors: a dot where the second would continue the number before it, a space where that keeps them apart. */
function beside(left: string, right: string): string {
  if (/^\d/.test(right)) return `${left} \\cdot ${right}`;
  if (/^\d+$/.test(left)) return left + right;
  const isCommand = right.startsWith('\\');
  const isLetter = /^[a-z]/i.test(right);
  const isApart = isCommand || /[)}]$/.test(left) || (isLetter && /[a-z]$|\.\d+$/i.test(left));
  return isApart ? `${left} ${right}` : left + right;
}
