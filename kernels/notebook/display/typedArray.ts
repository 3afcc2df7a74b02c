import type { MimeBundle } from '../../lab/host';
import { cardHtml, type Fact } from './markup';
import { preview } from './preview';
import { sparkline } from './sparkline';
import { headOf, statistics } from './statistics';

type TypedArray = Exclude<NodeJS.TypedArray, Uint8Array> | Uint8Array;

export function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

export function typedArrayBundle(values: TypedArray): MimeBundle {
  const title = `${values.constructor.name}(${values.length})`;
  const numbers = isBigInts(values) ? [] : values;
  const facts: Fact[] = [...statistics(numbers), ['values', headOf(values)], ['bytes', String(values.byteLength)]];
  return { 'text/html': cardHtml(title, facts, sparkline(numbers)), 'text/plain': preview(values) };
}

function isBigInts(values: TypedArray): values is BigInt64Array | BigUint64Array {
  return values instanceof BigInt64Array || values instanceof BigUint64Array;
}
