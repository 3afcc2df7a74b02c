import type { TextEdit } from './detection';

/** Which of the edits made `after` of `before`; null where something else has changed too. */
export function tickedIn(before: string, edits: readonly TextEdit[], after: string): boolean[] | null {
  const dead = new Set<string>();
  const walk = (i: number, from: number, to: number): boolean[] | null => {
    const edit = edits[i];
    const between = before.slice(from, edit?.start);
    if (!after.startsWith(between, to) || dead.has(`${i} ${to}`)) return null;
    const at = to + between.length;
    if (!edit) return at === after.length ? [] : null;
    for (const [isTicked, text] of [
      [true, edit.newText] as const,
      [false, before.slice(edit.start, edit.end)] as const,
    ]) {
      const rest = after.startsWith(text, at) ? walk(i + 1, edit.end, at + text.length) : null;
      if (rest) return [isTicked, ...rest];
    }
    dead.add(`${i} ${to}`);
    return null;
  };
  return walk(0, 0, 0);
}

/**
 * What should be done where a person has ticked some of the edits: those, the definitions and imports that they need,
 * and no import taken away that a place left as it is still needs.
 */
export function completed(edits: readonly TextEdit[], ticked: readonly boolean[], needsAdditions: boolean): TextEdit[] {
  const isWhole = edits.every(({ isAround }, i) => isAround || ticked[i]);
  return edits.filter((edit, i) => {
    if (!edit.isAround) return ticked[i];
    return isAddition(edit) ? ticked[i] || needsAdditions : ticked[i] && isWhole;
  });
}

function isAddition({ start, end, newText }: TextEdit): boolean {
  return newText.length > end - start;
}
