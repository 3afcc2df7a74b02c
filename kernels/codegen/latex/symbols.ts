const letters = [
  'alpha',
  'beta',
  'gamma',
  'delta',
  'epsilon',
  'eta',
  'theta',
  'kappa',
  'lambda',
  'mu',
  'rho',
  'sigma',
  'tau',
  'phi',
  'omega',
];
const greek: readonly string[] = [...'αβγδεηθκλμρστφω'];
const lowered = '₀₁₂₃₄₅₆₇₈₉';

/** 'αp₃' and 'alphaP3' are \alpha_{p3}, 'k' is k, 'rate' is \mathrm{rate}. */
export function symbolLatex(symbol: string): string {
  const plain = [...symbol].map((sign) => (lowered.includes(sign) ? String(lowered.indexOf(sign)) : sign)).join('');
  const [head, rest] = headOf(plain);
  if (head === '') return plain.length === 1 ? plain : `\\mathrm{${plain}}`;
  return rest === '' ? head : `${head}_${braced(rest.charAt(0).toLowerCase() + rest.slice(1))}`;
}

function headOf(symbol: string): [head: string, rest: string] {
  const letter = letters.find((name, i) => symbol.startsWith(greek[i] ?? name));
  if (letter) return [`\\${letter}`, symbol.slice(1)];
  const spelt = letters.find((name) => symbol === name || new RegExp(`^${name}[A-Z0-9]`).test(symbol));
  if (spelt) return [`\\${spelt}`, symbol.slice(spelt.length)];
  return /^[a-z]\d+$/i.test(symbol) ? [symbol.charAt(0), symbol.slice(1)] : ['', symbol];
}

/** x² needs no braces, e^{-x} does. */
export function braced(text: string): string {
  return text.length === 1 ? text : `{${text}}`;
}
