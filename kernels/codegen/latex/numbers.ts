/** Constants that a person writes by what they are. */
const named: readonly [value: number, latex: string][] = [
  [Math.PI, '\\pi'],
  [1 / Math.PI, '\\frac{1}{\\pi}'],
  [Math.SQRT2, '\\sqrt{2}'],
  [Math.SQRT1_2, '\\frac{1}{\\sqrt{2}}'],
  [1 / Math.sqrt(Math.PI), '\\frac{1}{\\sqrt{\\pi}}'],
  [2 / Math.sqrt(Math.PI), '\\frac{2}{\\sqrt{\\pi}}'],
  [Math.sqrt(2 / Math.PI), '\\sqrt{\\frac{2}{\\pi}}'],
  [Math.sqrt(0.5 / Math.PI), '\\frac{1}{\\sqrt{2\\pi}}'],
  [2 * Math.sqrt(2 / Math.PI), '2\\sqrt{\\frac{2}{\\pi}}'],
  [Math.LN2, '\\ln 2'],
  [Infinity, '\\infty'],
];

/** ½ as a fraction, 0.044715 as it is, 1.0507009873554805 with the digits that tell it apart. */
export function numberLatex(value: number): string {
  if (value < 0) return `-${numberLatex(-value)}`;
  const known = named.find(([constant]) => value === constant || Math.abs(value / constant - 1) <= 4e-16);
  if (known) return known[1];
  if (Number.isInteger(value) && value < 1e6) return String(value);
  return fractionOf(value) ?? decimalOf(value);
}

/** With denominators that people read as fractions. */
function fractionOf(value: number): string | undefined {
  for (const under of [2, 3, 4, 6, 8]) {
    const over = Math.round(value * under);
    if (over > 0 && over < 20 && Math.abs(value * under - over) < 1e-15 * over) return `\\frac{${over}}{${under}}`;
  }
  return undefined;
}

function decimalOf(value: number): string {
  const short = String(value).length <= 9 ? String(value) : String(Number(value.toPrecision(6)));
  const [digits = '', exponent] = short.split('e');
  if (exponent === undefined) return digits;
  const power = `10^{${Number(exponent)}}`;
  return digits === '1' ? power : `${digits} \\cdot ${power}`;
}
