import { inspect } from 'node:util';
import { describeError } from '../errors/cellError';

const largestText = 100_000;

/** A bounded text, whatever the value: a million entries, a getter that throws. */
export function preview(value: unknown): string {
  try {
    const text = inspect(value, { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 });
    return text.length > largestText ? `${text.slice(0, largestText)}… (${text.length} characters)` : text;
  } catch (error) {
    return `[cannot be shown: ${describeError(error).message}]`;
  }
}

/** The same in one short line, for the cells of a table. */
export function brief(value: unknown): string {
  if (typeof value === 'string') return shortened(value);
  try {
    const options = { depth: 1, maxArrayLength: 6, maxStringLength: 60, breakLength: Number.POSITIVE_INFINITY };
    return shortened(inspect(value, options));
  } catch (error) {
    return `[cannot be shown: ${describeError(error).message}]`;
  }
}

function shortened(text: string): string {
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}
