/** Significant digits, three unless told, in the form a reader expects of the size: 0.853, 12.4, 4.10e−7. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '–' : withMinus(String(value));
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size < 1e-4 || size >= 1e6) return withMinus(value.toExponential(digits - 1));
  return withMinus(value.toFixed(Math.max(0, digits - 1 - Math.floor(Math.log10(size)))));
}

/**
 * A column of numbers whose decimal points stand below each other when set flush right in tabular figures: missing
 * decimals are filled with spaces as wide as a digit, a missing point with one as wide as a point.
 */
export function alignedNumbers(values: readonly number[], digits = 3): string[] {
  const texts = values.map((value) => significant(value, digits));
  const most = Math.max(0, ...texts.map((text) => decimalsOf(text).length));
  return texts.map((text) => {
    const missing = most - decimalsOf(text).length;
    const point = most > 0 && !text.includes('.') ? punctuationSpace : '';
    return text + point + figureSpace.repeat(missing);
  });
}

const figureSpace = '\u2007';
const punctuationSpace = '\u2008';

function decimalsOf(text: string): string {
  return text.split('.')[1] ?? '';
}

/** Elements and repetitions: 1,048,576. */
export function wholeNumber(value: number): string {
  return value.toLocaleString('en');
}

/** Steps are nearly always counts. */
export function stepNumber(value: number): string {
  return Number.isInteger(value) ? wholeNumber(value) : significant(value);
}

/** "1 seed", "3 seeds". */
export function counted(count: number, noun: string): string {
  return `${wholeNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function withMinus(text: string): string {
  return text.replaceAll('-', '−');
}
