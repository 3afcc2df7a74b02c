import type { OffsetRange, TextEdit } from './detection';
import type { Source } from './source';

/** Inserting and removing top-level blocks with the blank lines that belong around them. */

/** Behind the line in which `anchor` ends; null: before everything from `start` on. */
export function insertBlock(
  text: string,
  place: { anchor: number | null; start: number },
  block: string,
  style: { eol: string; blankLines: number },
): TextEdit {
  const gap = style.eol.repeat(style.blankLines + 1);
  if (place.anchor === null) {
    return { start: place.start, end: place.start, newText: block + gap };
  }
  const lineEnd = place.anchor + restOfLine(text, place.anchor);
  const blank = /^\s*/.exec(text.slice(lineEnd))?.[0] ?? '';
  const isEnd = lineEnd + blank.length === text.length;
  // The next line keeps its own indentation: only whole blank lines are replaced.
  const end = isEnd ? text.length : lineEnd + blank.lastIndexOf('\n') + 1;
  return { start: lineEnd, end, newText: gap + block + (isEnd ? style.eol : gap) };
}

/** What stands before `editableFrom`, other cells of a notebook, stays as it is. */
export function removeBlock(
  { text, editableFrom }: Pick<Source, 'text' | 'editableFrom'>,
  block: OffsetRange,
  blankLines: number,
  eol: string,
): TextEdit {
  const before = /\s*$/.exec(text.slice(editableFrom, block.start))?.[0].length ?? 0;
  const blank = /^\s*/.exec(text.slice(block.end))?.[0] ?? '';
  const start = block.start - before;
  const isEnd = block.end + blank.length === text.length;
  const end = isEnd ? text.length : block.end + blank.lastIndexOf('\n') + 1;
  return { start, end, newText: start === editableFrom ? '' : isEnd ? eol : eol.repeat(blankLines + 1) };
}

function restOfLine(text: string, offset: number): number {
  return /^[^\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0;
}

/** Blocks that stand side by side share the blank lines between them: their edits become one, which keeps what is inserted. */
export function joinBlockEdits(edits: readonly TextEdit[]): TextEdit[] {
  const joined: TextEdit[] = [];
  for (const edit of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = joined.at(-1);
    if (!last || edit.start >= last.end) {
      joined.push(edit);
      continue;
    }
    const newText = last.newText.trim() ? last.newText : edit.newText;
    joined.splice(-1, 1, { start: last.start, end: Math.max(last.end, edit.end), newText });
  }
  return joined;
}

/** Where imports and blocks meet: a gap between those that come, and none at the start of a text from which both go. */
export function joinImportEdits(
  imports: readonly TextEdit[],
  blocks: readonly TextEdit[],
  textStart: number,
  eol: string,
): TextEdit[] {
  const joined = blocks.map((block) => {
    const isInserted = block.newText.trim() !== '';
    const isBehindNew = imports.some(({ start, newText }) => start === block.start && newText.endsWith(eol));
    const isBehindGone = imports.some(({ start, end, newText }) => {
      return start === textStart && end === block.start && newText === '';
    });
    const gap = isInserted && isBehindNew ? eol.repeat(2) : '';
    return { ...block, newText: !isInserted && isBehindGone ? '' : gap + block.newText };
  });
  return [...imports, ...joined];
}
