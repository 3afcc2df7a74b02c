import type { Node } from '@vscode/tree-sitter-wasm';
import type { TextEdit } from './detection';

/** Edits to a comma-separated list of names, of an import in either language. */

export function removeFromList(items: readonly Node[], gone: readonly Node[]): TextEdit[] {
  const isGone = items.map((node) => gone.some((candidate) => node.equals(candidate)));
  const lastKept = isGone.lastIndexOf(false);
  return items.flatMap((node, i) => {
    if (!isGone[i]) {
      return [];
    }
    const isBehindLast = lastKept >= 0 && i === lastKept + 1;
    const start = isBehindLast ? (items[lastKept]?.endIndex ?? node.startIndex) : node.startIndex;
    return [{ start, end: items[i + 1]?.startIndex ?? node.endIndex, newText: '' }];
  });
}

/** In order where the list is in order, else at the end. */
export function insertIntoList(text: string, items: readonly Node[], fresh: readonly string[]): TextEdit[] {
  const first = items[0];
  const last = items.at(-1);
  if (!first || !last || fresh.length === 0) {
    return [];
  }
  const labels = items.map((node) => node.text);
  const isSorted = labels.every((label, i) => i === 0 || (labels[i - 1] ?? '') <= label);
  const separator = items[1] ? plainSeparator(text.slice(first.endIndex, items[1].startIndex)) : ', ';
  return fresh.map((name) => {
    const next = isSorted ? items.find((node) => node.text > name) : undefined;
    return next
      ? { start: next.startIndex, end: next.startIndex, newText: name + separator }
      : { start: last.endIndex, end: last.endIndex, newText: separator + name };
  });
}

/** A comment between two names is not repeated. */
function plainSeparator(between: string): string {
  return /^\s*,\s*$/.test(between) ? between : ', ';
}
