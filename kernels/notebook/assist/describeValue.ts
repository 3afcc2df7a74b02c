import { inspect } from 'node:util';
import type { MimeBundle } from '../../lab/host';

const largestText = 4000;

/** A value in words, for hover: what kind of thing it is, how it is called or what is in it. Runs none of its code. */
export function describeValue(name: string, value: unknown): MimeBundle {
  const text = `${name}: ${kindOf(value)}\n\n${contentOf(value)}`.trimEnd();
  return { 'text/plain': text.length > largestText ? `${text.slice(0, largestText)}…` : text };
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'function') return isClass(value) ? 'class' : 'function';
  if (typeof value !== 'object') return typeof value;
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
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
  return end > 0 ? source.slice(0, end).trim() : source.slice(0, 200);
}
