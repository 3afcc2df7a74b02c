import { inspect } from 'node:util';
import type { MimeBundle } from '../../lab/host';
import { describeError } from '../errors/cellError';
import { imageBundle } from './image';
import { isTensor, tensorBundle } from './tensor';

const largestText = 100_000;

/** What a cell's value looks like; undefined for values that show nothing. */
export async function mimeBundleOf(value: unknown): Promise<MimeBundle | undefined> {
  if (value === undefined) return undefined;
  const own = await ownBundle(value);
  if (own === 'nothing') return undefined;
  if (own) return own;
  if (value instanceof Uint8Array) return imageBundle(value) ?? { 'text/plain': preview(value) };
  if (isTensor(value)) return tensorBundle(value);
  if (value instanceof Error) return { 'text/plain': describeError(value).stack };
  return { 'text/plain': preview(value) };
}

/** The convention that Deno and others share: an object says itself how it is shown. */
async function ownBundle(value: unknown): Promise<MimeBundle | 'nothing' | undefined> {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  const display: unknown = Reflect.get(value, Symbol.for('Jupyter.display'));
  if (typeof display !== 'function') return undefined;
  const bundle: unknown = await display.call(value);
  if (bundle === undefined || bundle === null) return 'nothing';
  return typeof bundle === 'object' ? (bundle as MimeBundle) : { 'text/plain': String(bundle) };
}

/** A bounded text, whatever the value: a million entries, a getter that throws. */
export function preview(value: unknown): string {
  try {
    const text = inspect(value, { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 });
    return text.length > largestText ? `${text.slice(0, largestText)}… (${text.length} characters)` : text;
  } catch (error) {
    return `[cannot be shown: ${describeError(error).message}]`;
  }
}
