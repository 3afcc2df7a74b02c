import { inspect } from 'node:util';
import { CompileError } from '../compile/compileError';
import type { CellError, ErrorPlace } from '../wire';
import { codeFrame } from './codeFrame';
import type { Source, SourcePosition } from './sources';
import { placeOf, placesOf, positionsOf } from './stackTrace';

/** Errors of ours carry the next step in this property. */
export interface Hinted {
  hint?: string;
}

/** Whatever a cell threw, as a person should read it. */
export function describeError(thrown: unknown, compiled?: Source, depth = 0): CellError {
  if (thrown instanceof CompileError) {
    const { file } = thrown;
    const source = file ? { title: file.path, text: file.text, maps: [] } : compiled;
    if (source) return describeCompileError(thrown, source);
  }
  if (!isErrorLike(thrown)) return describeValue(thrown);
  const name = textOf(() => thrown.name, 'Error');
  const message = textOf(() => thrown.message, '');
  const stack = textOf(() => thrown.stack, `${name}: ${message}`);
  const [innermost] = positionsOf(thrown);
  const hint = textOf(() => (thrown as Hinted).hint, '');
  const related = relatedErrors(thrown, depth);
  const texts = related.map(({ title, error }) => `${title}: ${error.stack}`);
  return {
    name,
    message,
    ...(hint && { hint }),
    stack: [withFrame(stack, innermost), ...texts, ...(hint ? [hint] : [])].join('\n\n'),
    ...locationOf(positionsOf(thrown)),
    ...placesIn([...placesOf(thrown), ...related.flatMap(({ error }) => error.places ?? [])]),
  };
}

/** Of those that an AggregateError carries. */
const shownErrors = 5;

function describeCompileError(error: CompileError, source: Source): CellError {
  const { name, message, place } = error;
  if (!place) return { name, message, stack: `${name}: ${message}` };
  const position: SourcePosition = { source, ...place };
  const shown = placeOf(position);
  const stack = `${name}: ${message}\n    at ${shown.text}\n\n${codeFrame(source, place.line, place.column)}`;
  return { name, message, stack, ...locationOf([position]), ...placesIn([shown]) };
}

/** `throw 'text'` and `Promise.reject({ code: 1 })`: legal, but without a stack. */
function describeValue(value: unknown): CellError {
  const message = textOf(() => (typeof value === 'string' ? value : inspect(value, { depth: 3 })), 'unknown value');
  return { name: 'Thrown value', message, stack: `Thrown value (not an Error): ${message}` };
}

function withFrame(stack: string, position: SourcePosition | undefined): string {
  if (!position) return stack;
  return `${stack}\n\n${codeFrame(position.source, position.line, position.column)}`;
}

/** Causes may go in circles: three levels say enough. */
function relatedErrors(thrown: Error, depth: number): { title: string; error: CellError }[] {
  if (depth === 3) return [];
  const cause: unknown = thrown.cause;
  const inner: unknown[] = 'errors' in thrown && Array.isArray(thrown.errors) ? thrown.errors : [];
  const describe = (title: string, part: unknown) => ({ title, error: describeError(part, undefined, depth + 1) });
  return [
    ...(cause === undefined ? [] : [describe('Caused by', cause)]),
    ...inner.slice(0, shownErrors).map((part, index) => describe(`Error ${index + 1} of ${inner.length}`, part)),
  ];
}

/** Each text once: a recursion names the same place again and again. */
function placesIn(places: ErrorPlace[]): Pick<CellError, 'places'> {
  const byText = new Map(places.map((place) => [place.text, place]));
  return byText.size > 0 ? { places: [...byText.values()] } : {};
}

function locationOf(positions: SourcePosition[]): Pick<CellError, 'location'> {
  for (const { source, line, column } of positions) {
    if (source.cellId !== undefined) return { location: { cellId: source.cellId, line, column } };
  }
  return {};
}

function isErrorLike(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

/** Getters of foreign errors may throw. */
function textOf(read: () => unknown, otherwise: string): string {
  try {
    const value = read();
    return typeof value === 'string' ? value : otherwise;
  } catch {
    return otherwise;
  }
}
