import { inspect } from 'node:util';
import type { MimeBundle } from '../../lab/host';

const largestText = 4000;

interface Details {
  /** From 1 on with the source of a function or a class. */
  detail?: number;
  doc?: string | undefined;
}

/**
 * A value in words, for hover: what kind of thing it is, what its author wrote above it, how it is called or what is in
 * it. Runs none of its code.
 */
export function describeValue(name: string, value: unknown, { detail = 0, doc }: Details = {}): MimeBundle {
  const source = detail > 0 && typeof value === 'function' ? sourceOf(value) : undefined;
  const parts = [`${name}: ${kindOf(value)}`, contentOf(value), doc, source];
  const text = parts.filter(Boolean).join('\n\n').trimEnd();
  return { 'text/plain': text.length > largestText ? `${text.slice(0, largestText)}…` : text };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'function') return isClass(value) ? 'class' : 'function';
  if (typeof value !== 'object') return typeof value;
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

/** Nothing for Node's own. */
function sourceOf(value: object): string | undefined {
  const source = Function.prototype.toString.call(value);
  return source.includes('[native code]') ? undefined : source;
}

function contentOf(value: unknown): string {
  if (typeof value === 'function') return isClass(value) ? headOf(value, 'class') : headOf(value, 'function');
  return inspect(value, { customInspect: false, showProxy: true, depth: 2, maxArrayLength: 20, maxStringLength: 1000 });
}

function isClass(value: object): boolean {
  return Function.prototype.toString.call(value).startsWith('class');
}

/** `function name(a, b = 2)` or `class A extends B`: the source up to its body. */
function headOf(value: object, kind: 'class' | 'function'): string {
  const source = Function.prototype.toString.call(value);
  const end = kind === 'class' ? source.indexOf('{') : source.search(/\)\s*(=>|\{)/) + 1;
  const head = end > 0 ? source.slice(0, end).trim() : source.slice(0, 200);
  // Cells make functions without their name, to bind it anew.
  const { value: name } = Object.getOwnPropertyDescriptor(value, 'name') ?? {};
  return typeof name === 'string' && name !== '' ? head.replace(/^((?:async )?function\*?)\s*\(/, `$1 ${name}(`) : head;
}
