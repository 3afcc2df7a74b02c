import { sourceOfCell } from './cells';
import type { Parsers } from './grammars';
import { whyUnreadable } from './readable';
import { familyOf, type RewriteLanguage } from './source';
import { type SwapRequest, swapText, type TextSwap } from './swapText';

export interface Cell {
  readonly language: RewriteLanguage;
  readonly source: string;
}

/**
 * Swaps in all cells of a notebook: one helper serves them all. Backwards, so that a helper which its last cell no
 * longer needs goes too; but where helpers come in, forwards, so that the first cell has it and the others use it.
 */
export async function swapCells(parsers: Parsers, cells: readonly Cell[], request: SwapRequest): Promise<TextSwap[]> {
  const backwards = await swapInOrder(parsers, cells, request, [...cells.keys()].reverse());
  const needsHelpers = cells.some(({ source }, i) => linesOf(backwards[i]?.text ?? '') > linesOf(source));
  if (!needsHelpers) {
    return backwards;
  }
  const forwards = await swapInOrder(parsers, cells, request, [...cells.keys()]);
  // Each once more, among what the others have become: a helper that the later cells have left goes from the first one.
  return Promise.all(cells.map((_, i) => swapCell(parsers, cells, forwards, i, request)));
}

async function swapInOrder(
  parsers: Parsers,
  cells: readonly Cell[],
  request: SwapRequest,
  order: readonly number[],
): Promise<TextSwap[]> {
  const swaps: TextSwap[] = cells.map(({ source }) => unchanged(source));
  for (const i of order) {
    swaps[i] = await swapCell(parsers, cells, swaps, i, request);
  }
  return swaps;
}

/** What the swap makes of one cell as it was, where the others stand as in `swaps`. */
async function swapCell(
  parsers: Parsers,
  cells: readonly Cell[],
  swaps: readonly TextSwap[],
  at: number,
  request: SwapRequest,
): Promise<TextSwap> {
  const cell = cells[at];
  if (!cell || whyUnreadable(cell.source)) {
    return unchanged(cell?.source ?? '');
  }
  const { language, source } = cell;
  const related = swaps.map(({ text }, i) => {
    const other = cells[i]?.language;
    return other && familyOf(other) === familyOf(language) ? text : '';
  });
  const [before, later] = [related.slice(0, at), related.slice(at + 1).join('\n')];
  return swapText(parsers, source, (text) => sourceOfCell(parsers, before, text, language, later), request);
}

function unchanged(text: string): TextSwap {
  return { text, edits: [], sites: [] };
}

function linesOf(text: string): number {
  return text.split('\n').length;
}
