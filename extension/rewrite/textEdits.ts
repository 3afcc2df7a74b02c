import type { TextEdit } from './detection';

/** Sorted, with identical edits once; null where two edits want the same text, since neither may win silently. */
export function mergeEdits(edits: readonly TextEdit[]): TextEdit[] | null {
  const merged: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = merged.at(-1);
    if (last && last.start === edit.start && last.end === edit.end && last.newText === edit.newText) {
      continue;
    }
    if (last && edit.start < last.end) {
      return null;
    }
    merged.push(edit);
  }
  return merged;
}

export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let position = 0;
  for (const { start, end, newText } of edits) {
    result += text.slice(position, start) + newText;
    position = end;
  }
  return result + text.slice(position);
}

export function moveEdits(edits: readonly TextEdit[], by: number): TextEdit[] {
  return edits.map((edit) => ({ ...edit, start: edit.start + by, end: edit.end + by }));
}

/** The edits of one place as one edit, so that nobody agrees to half of them; places that interlock become one too. */
export function joinByPlace(text: string, edits: readonly TextEdit[]): TextEdit[] {
  const ends = new Map(edits.map(({ place, end }) => [place, end]));
  ends.delete(undefined);
  const joined: TextEdit[] = [];
  let reach = -1;
  for (const edit of edits) {
    const last = joined.at(-1);
    if (last && edit.start <= reach) {
      const newText = last.newText + text.slice(last.end, edit.start) + edit.newText;
      joined[joined.length - 1] = { ...last, end: edit.end, newText };
    } else {
      joined.push(edit);
    }
    reach = Math.max(reach, ends.get(edit.place) ?? -1);
  }
  return joined;
}

/** One edit that makes `after` of `before`, without what they begin and end with alike. */
export function editBetween(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) {
    start++;
  }
  let same = 0;
  while (same < most - start && before.at(-1 - same) === after.at(-1 - same)) {
    same++;
  }
  return { start, end: before.length - same, newText: after.slice(start, after.length - same) };
}
