import type { MimeBundle } from '../../lab/host';
import { classBundle, isClass } from './classValue';
import { errorBundle } from './errorValue';
import { imageBundle } from './image';
import { ownBundle } from './ownBundle';
import { preview } from './preview';
import { collectionBundle, isRows, rowsBundle } from './rows';
import { isTensor, tensorBundle } from './tensor';
import { isTypedArray, typedArrayBundle } from './typedArray';

type Bundle = MimeBundle | undefined;

/**
 * What a value looks like; undefined for values that show nothing. At once where that is possible, so that what is
 * shown in the middle of a cell keeps its place among the cell's other output.
 */
export function mimeBundleOf(value: unknown): Bundle | Promise<Bundle> {
  if (value === undefined) return undefined;
  const display = ownDisplayOf(value);
  if (display) {
    const own: unknown = display.call(value);
    return own instanceof Promise ? own.then(bundleFrom) : bundleFrom(own);
  }
  try {
    if (isTensor(value)) return tensorBundle(value);
    return richBundle(value) ?? { 'text/plain': preview(value) };
  } catch {
    // A proxy or a getter that throws: what cannot be looked into is still shown as text.
    return { 'text/plain': preview(value) };
  }
}

function richBundle(value: unknown): MimeBundle | undefined {
  if (value instanceof Uint8Array) return imageBundle(value) ?? typedArrayBundle(value);
  if (isTypedArray(value)) return typedArrayBundle(value);
  if (value instanceof Error) return errorBundle(value);
  if (value instanceof Map || value instanceof Set) return collectionBundle(value);
  if (isRows(value)) return rowsBundle(value);
  if (isClass(value)) return classBundle(value);
  return undefined;
}

/** The convention that Deno and others share: an object says itself how it is shown. */
function ownDisplayOf(value: unknown): ((this: unknown) => unknown) | undefined {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
  try {
    const display: unknown = Reflect.get(value, Symbol.for('Jupyter.display'));
    return typeof display === 'function' ? (display as () => unknown) : undefined;
  } catch {
    // A proxy that answers nothing.
    return undefined;
  }
}

/** Nothing means: show nothing. */
function bundleFrom(own: unknown): Bundle {
  if (own === undefined || own === null) return undefined;
  return typeof own === 'object' ? ownBundle(own) : { 'text/plain': String(own) };
}
