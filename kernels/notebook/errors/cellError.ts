import { inspect } from 'node:util';
import { CompileError } from '../compile/compileError';
import type { CellError } from '../wire';
import { codeFrame } from './codeFrame';
import type { Source, SourcePosition } from './sources';
import { placeOf, positionsOf } from './stackTrace';

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
  return {
    name,
    message,
    ...(hint && { hint }),
    stack: [withFrame(stack, innermost), ...relatedErrors(thrown, depth), ...(hint ? [hint] : [])].join('\n\n'),
    ...locationOf(positionsOf(thrown)),
  };
}

function describeCompileError(error: CompileError, source: Source): CellError {
  const { name, message, place } = error;
  if (!place) return { name, message, stack: `${name}: ${message}` };
  const position: SourcePosition = { source, ...place };
  const stack = `${name}: ${message}\n    at ${placeOf(position)}\n\n${codeFrame(source, place.line, place.column)}`;
  return { name, message, stack, ...locationOf([position]) };
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
function relatedErrors(error: Error, depth: number): string[] {
  if (depth === 3) return [];
  const cause: unknown = error.cause;
  const inner: unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors.slice(0, 5) : [];
  return [
    ...(cause === undefined ? [] : [`Caused by: ${describeError(cause, undefined, depth + 1).stack}`]),
    ...inner.map((part, index) => `Error ${index + 1}: ${describeError(part, undefined, depth + 1).stack}`),
  ];
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
