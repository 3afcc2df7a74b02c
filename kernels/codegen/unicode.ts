import type { Call, Expression } from '../expression/expression';
import { finiteForm } from './finiteForm';

/** 'x·tanh(exp(min(x, 5)))': the formula as plain text, for where nothing can typeset it. `symbols` names parameters. */
export function unicodeOf(expression: Expression, symbols: ReadonlyMap<string, string> = new Map()): string {
  const text = (part: Expression): Text => {
    if (part.kind === 'variable') return { code: 'x', level: levels.atom };
    if (part.kind === 'parameter') return { code: symbols.get(part.name) ?? part.name, level: levels.atom };
    return part.kind === 'constant' ? constantText(part.value) : callText(part, part.args.map(text));
  };
  return text(finiteForm(expression)).code;
}

interface Text {
  readonly code: string;
  /** How tightly its outermost operator binds. */
  readonly level: number;
}

const levels = { sum: 1, product: 2, power: 3, atom: 4 } as const;

const infix: ReadonlyMap<string, readonly [sign: string, level: number]> = new Map([
  ['add', [' + ', levels.sum]],
  ['sub', [' − ', levels.sum]],
  ['mul', ['·', levels.product]],
  ['div', [' / ', levels.product]],
]);
const superscripts: ReadonlyMap<string, string> = new Map([
  ['2', '²'],
  ['3', '³'],
]);

function callText({ primitive }: Call, args: readonly Text[]): Text {
  const [a = nothing, b = nothing, c = nothing] = args;
  const [sign, level] = infix.get(primitive) ?? [];
  if (sign !== undefined && level !== undefined) {
    const isOneSided = primitive === 'sub' || primitive === 'div';
    return { code: at(a, level) + sign + at(b, isOneSided ? level + 1 : level), level };
  }
  switch (primitive) {
    case 'neg':
      return { code: `−${at(a, levels.product)}`, level: levels.sum };
    case 'power':
      return { code: at(a, levels.atom) + (superscripts.get(b.code) ?? `^${at(b, levels.atom)}`), level: levels.power };
    case 'abs':
      return atom(`|${a.code}|`);
    case 'step':
      return atom(`[${a.code} > 0]`);
    case 'sqrt':
      return { code: `√${at(a, levels.atom)}`, level: levels.power };
    case 'sigmoid':
      return atom(`σ(${a.code})`);
    case 'where':
      return atom(`(${b.code} if ${a.code} > 0, else ${c.code})`);
    case 'spline':
      return atom(`table(${a.code})`);
    default:
      return atom(`${primitive}(${args.map(({ code }) => code).join(', ')})`);
  }
}

const nothing: Text = { code: '', level: levels.atom };

function atom(code: string): Text {
  return { code, level: levels.atom };
}

/** Four significant digits, since this is to be read. */
function constantText(value: number): Text {
  const code = String(Number(value.toPrecision(4))).replace('-', '−');
  return { code, level: value < 0 ? levels.sum : levels.atom };
}

function at({ code, level }: Text, needed: number): string {
  return level < needed ? `(${code})` : code;
}
