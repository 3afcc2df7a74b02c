import type { MimeBundle } from '../../lab/host';
import { tableHtml } from './markup';
import { brief, preview } from './preview';

const shownRows = 50;
const shownColumns = 20;

type Row = Record<string, unknown>;

/** Plain objects with few keys, most of them shared: what people mean by a table. */
export function isRows(value: unknown): value is Row[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  const first = value.slice(0, shownRows);
  if (!first.every(isPlain)) return false;
  const columns = columnsOf(first);
  const filled = first.reduce((count, row) => count + Object.keys(row).length, 0);
  return columns.length > 0 && columns.length <= shownColumns && filled * 2 >= columns.length * first.length;
}

export function rowsBundle(rows: readonly Row[]): MimeBundle {
  const shown = rows.slice(0, shownRows);
  const columns = columnsOf(shown);
  const texts = shown.map((row, index) => [
    String(index),
    ...columns.map((column) => (Object.hasOwn(row, column) ? brief(row[column]) : '')),
  ]);
  const numeric = [true, ...columns.map((column) => shown.every((row) => typeof row[column] === 'number'))];
  const caption = captionOf(`${rows.length} rows`, rows.length);
  return { 'text/html': tableHtml(['', ...columns], texts, { caption, numeric }), 'text/plain': preview(rows) };
}

export function collectionBundle(value: ReadonlyMap<unknown, unknown> | ReadonlySet<unknown>): MimeBundle {
  const isMap = value instanceof Map;
  const entries: unknown[][] = [];
  for (const entry of isMap ? value.entries() : [...value].map((item) => [item])) {
    if (entries.length === shownRows) break;
    entries.push(entry);
  }
  const columns = isMap ? ['key', 'value'] : ['value'];
  const texts = entries.map((entry) => entry.map(brief));
  const numeric = columns.map((_, index) => entries.every((entry) => typeof entry[index] === 'number'));
  const caption = captionOf(`${isMap ? 'Map' : 'Set'}(${value.size})`, value.size);
  return { 'text/html': tableHtml(columns, texts, { caption, numeric }), 'text/plain': preview(value) };
}

function captionOf(title: string, count: number): string {
  return count > shownRows ? `${title}, the first ${shownRows}` : title;
}

function columnsOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}

/** Reads no getter: showing a table must not run code of its rows. */
function isPlain(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(Object.getOwnPropertyDescriptors(value)).every((property) => 'value' in property);
}
