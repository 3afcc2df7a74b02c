import type { Node } from '@vscode/tree-sitter-wasm';
import { field, parts } from '../syntax';

/** Which package a piece of code asks for, however it is written. */
export interface JsOrigin {
  readonly package: string;
  /** As the file writes it: with a version, a folder, or the address of a server. */
  readonly source: string;
  readonly path: string;
}

/** 'npm:@tensorflow/tfjs@4', 'https://cdn.example/@tensorflow/tfjs/+esm' and '@tensorflow/tfjs/dist/x' are all that package. */
export function originOf(source: string, path: string): JsOrigin {
  const scoped = source.startsWith('.') ? null : /(?:^|[/:])(@[\w.-]+\/[\w.-]+)/.exec(source);
  const plain = /^(?:npm:)?([\w-]+)(?=[@/]|$)/.exec(source);
  return { package: scoped?.[1] ?? plain?.[1] ?? source, source, path };
}

/** What is waited for. */
export function unwrapped(value: Node | null): Node | null {
  return value?.type === 'await_expression' ? value.namedChild(0) : value;
}

/** What compilers put around `require('x')` where the code had `import * as x`. */
const interop = /(?:^|\.)(?:__importStar|_?interopRequireWildcard|__toESM)$/;

/** require('x') and import('x') */
export function requiredPackage(value: Node): string | null {
  const callee = value.type === 'call_expression' ? field(value, 'function')?.text : undefined;
  const argument = parts(field(value, 'arguments'))[0];
  if (callee && argument && interop.test(callee)) {
    return requiredPackage(argument);
  }
  return (callee === 'require' || callee === 'import') && argument?.type === 'string' ? stringText(argument) : null;
}

export function stringText(node: Node): string {
  return node.namedChildren.find((child) => child?.type === 'string_fragment')?.text ?? '';
}

/** The name of a property of an object. */
export function keyOf(pair: Node): string | undefined {
  const key = pair.type === 'shorthand_property_identifier' ? pair : field(pair, 'key');
  return key?.type === 'string' ? stringText(key) : key?.text;
}
