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
  return needsHelpers ? swapInOrder(parsers, cells, request, [...cells.keys()]) : backwards;
}

async function swapInOrder(
  parsers: Parsers,
  cells: readonly Cell[],
  request: SwapRequest,
  order: readonly number[],
): Promise<TextSwap[]> {
  const swaps: TextSwap[] = cells.map(({ source }) => ({ text: source, edits: [], sites: [] }));
  for (const i of order) {
    const cell = cells[i];
    if (!cell || whyUnreadable(cell.source)) {
      continue;
    }
    const related = swaps.map(({ text }, j) => {
      const language = cells[j]?.language;
      return language && familyOf(language) === familyOf(cell.language) ? text : '';
    });
    const [before, later] = [related.slice(0, i), related.slice(i + 1).join('\n')];
    const toSource = (text: string) => sourceOfCell(parsers, before, text, cell.language, later);
    swaps[i] = await swapText(parsers, cell.source, toSource, request);
  }
  return swaps;
}

function linesOf(text: string): number {
  return text.split('\n').length;
}
