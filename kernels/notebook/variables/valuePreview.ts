import { types } from 'node:util';
import { headOf, numberText } from '../display/statistics';
import { ownData } from './ownData';
import { tensorFacts } from './tensorFacts';
import { typeName } from './typeName';

const longest = 80;
const shownEntries = 5;

/** One short line for any value. Runs no code of it: getters, proxies and `toString` are passed over. */
export function valuePreview(value: unknown): string {
  const text = previewOf(value).replace(/\s+/g, ' ');
  return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}

function previewOf(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, longest));
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'bigint') return value < 10n ** 30n && value > -(10n ** 30n) ? `${value}n` : 'a large bigint';
  if (typeof value === 'function') return types.isProxy(value) ? '' : headOfFunction(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (types.isProxy(value)) return 'not looked into';
  return objectPreview(value);
}

function objectPreview(value: object): string {
  const tensor = tensorFacts(value);
  if (tensor) return tensor.isDisposed ? 'disposed' : '';
  if (types.isTypedArray(value)) return headOf(value);
  if (types.isMap(value) || types.isSet(value)) return `${sizeOf(value)} entries`;
  if (types.isDate(value)) return dateText(value);
  if (types.isPromise(value)) return '';
  if (types.isNativeError(value)) return String(ownData(value, 'message') ?? '');
  if (Array.isArray(value)) return `${value.length} · ${entriesOf(value, indexes(value)).join(', ')}`;
  const keys = Object.keys(value);
  const entries = entriesOf(value, keys.slice(0, shownEntries)).map((text, index) => `${keys[index]}: ${text}`);
  const more = keys.length > shownEntries ? [`… ${keys.length} keys`] : [];
  return keys.length > 0 ? `{ ${[...entries, ...more].join(', ')} }` : '';
}

const indexes = (values: readonly unknown[]) =>
  Array.from({ length: Math.min(shownEntries, values.length) }, (_, index) => String(index));

/** Entries one level down: values that fit in a line, the types of all others. */
function entriesOf(holder: object, keys: readonly string[]): string[] {
  return keys.map((key) => {
    const descriptor = Object.getOwnPropertyDescriptor(holder, key);
    if (descriptor?.get) return 'getter';
    const value: unknown = descriptor?.value;
    return typeof value === 'object' && value !== null ? typeName(value) : valuePreview(value);
  });
}

function sizeOf(value: Map<unknown, unknown> | Set<unknown>): number {
  const kind = types.isMap(value) ? Map.prototype : Set.prototype;
  return Object.getOwnPropertyDescriptor(kind, 'size')?.get?.call(value);
}

function dateText(value: Date): string {
  const time = Date.prototype.getTime.call(value);
  return Number.isNaN(time) ? 'not a date' : new Date(time).toISOString();
}

/** `(a, b)` of a function, `class A extends B` of a class. */
function headOfFunction(value: object): string {
  const source = Function.prototype.toString.call(value).slice(0, 200);
  if (/^class\b/.test(source)) return (source.split('{')[0] ?? '').trim();
  return /\([^)]*\)|^\w+(?=\s*=>)/.exec(source)?.[0] ?? '';
}
