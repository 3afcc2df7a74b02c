import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from '../detection';

interface ImportPlace {
  readonly text: string;
  /** The imports of the text that may be edited, in its order. */
  readonly present: readonly Node[];
  /** Where the statement ends behind which code is inserted; null: at `start`. */
  readonly anchor: number | null;
  readonly start: number;
  readonly eol: string;
}

/** How a swap imports a module that its code reads. */
export function importLine(module: string, customaryName?: string): string {
  const dot = module.lastIndexOf('.');
  const plain = dot < 0 ? `import ${module}` : `from ${module.slice(0, dot)} import ${module.slice(dot + 1)}`;
  return customaryName ? `import ${module} as ${customaryName}` : plain;
}

/** New import lines, each where the file would have it. */
export function placeImports(lines: readonly string[], place: ImportPlace): TextEdit[] {
  const ordered = [...lines.filter(isStandard), ...lines.filter((line) => !isStandard(line))];
  return ordered.map((line) => placeImport(line, place));
}

function placeImport(line: string, { text, present, anchor, start, eol }: ImportPlace): TextEdit {
  const [below, above] = neighboursOf(line, present);
  if (below) {
    return { start: below.startIndex, end: below.startIndex, newText: line + eol };
  }
  if (above) {
    const end = endOfLine(text, above.endIndex, false);
    return { start: end, end, newText: eol + line };
  }
  const [first] = present;
  if (isStandard(line) && first) {
    // A module of Python itself stands in a group of its own, before what must be installed.
    const gap = isStandard(first.text) ? eol : eol + eol;
    return { start: first.startIndex, end: first.startIndex, newText: line + gap };
  }
  const at = anchor === null ? start : endOfLine(text, anchor, false);
  return { start: at, end: at, newText: anchor === null ? line + eol : eol + line };
}

/** Between which imports of the same package it belongs: `import a` before `import a.b` before `from a import c`. */
function neighboursOf(line: string, present: readonly Node[]): [below: Node | undefined, above: Node | undefined] {
  const siblings = present.filter(({ text }) => rootOf(text) === rootOf(line));
  const above = siblings.filter(({ text }) => sortKeyOf(text) <= sortKeyOf(line)).at(-1);
  return above ? [undefined, above] : [siblings[0], undefined];
}

function rootOf(statement: string): string {
  return /^(?:from|import)\s+([^\s.,]*)/.exec(statement)?.[1] ?? '';
}

function sortKeyOf(statement: string): string {
  const [, keyword = '', module = ''] = /^(from|import)\s+(\S+)/.exec(statement) ?? [];
  return `${keyword === 'import' ? 0 : 1} ${module}`;
}

function isStandard(statement: string): boolean {
  return ['math', 'os', 'sys', 're', 'typing', 'functools', 'itertools', 'collections', 'json'].includes(
    rootOf(statement),
  );
}

export function endOfLine(text: string, from: number, withBreak = true): number {
  return (
    from + (/^[^\r\n]*(?:\r?\n)?/.exec(text.slice(from))?.[0].replace(withBreak ? /$^/ : /\r?\n$/, '').length ?? 0)
  );
}
