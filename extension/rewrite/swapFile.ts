import type { Verdict } from './detection';
import { languageOfFile } from './fileLanguage';
import type { Parsers } from './grammars';
import { cellsOfNotebookText } from './notebookText';
import { whyUnreadable } from './readable';
import { fileSource } from './source';
import { swapCells } from './swapCells';
import { type JudgedSite, type SwapRequest, swapText } from './swapText';
import { applyEdits } from './textEdits';

export interface FileSite extends Verdict {
  /** From 1; in a notebook, inside its cell. */
  readonly line: number;
  readonly column: number;
  /** From 1, in notebooks only. */
  readonly cell?: number;
  readonly text: string;
}

export interface FileSwap {
  readonly text: string;
  readonly sites: readonly FileSite[];
  /** Why the file was not searched. */
  readonly skipped?: string;
}

/** What a swap makes of one file: a script, a configuration or a notebook, by its name. Nothing is written. */
export async function swapFile(
  parsers: Parsers,
  path: string,
  content: string,
  request: SwapRequest,
): Promise<FileSwap> {
  const language = languageOfFile(path);
  if (!language) {
    return { text: content, sites: [], skipped: 'It is in none of the languages that are searched.' };
  }
  if (language === 'notebook') {
    return swapNotebookFile(parsers, content, request);
  }
  // No grammar expects a byte order mark.
  const mark = content.startsWith('\uFEFF') ? '\uFEFF' : '';
  const text = content.slice(mark.length);
  const skipped = whyUnreadable(text);
  if (skipped) {
    return { text: content, sites: [], skipped };
  }
  const swap = await swapText(parsers, text, (each) => fileSource(each, language), request);
  return { text: mark + swap.text, sites: swap.sites.map((site) => located(text, site)) };
}

async function swapNotebookFile(parsers: Parsers, content: string, request: SwapRequest): Promise<FileSwap> {
  const cells = cellsOfNotebookText(content);
  if (!cells) {
    return { text: content, sites: [], skipped: 'It is not a notebook: its JSON is broken, or has no list of cells.' };
  }
  const swaps = await swapCells(parsers, cells, request);
  const edits = cells.flatMap(({ source, replacedBy }, i) => {
    const text = swaps[i]?.text ?? source;
    return text === source ? [] : [replacedBy(text)];
  });
  const sites = cells.flatMap(({ index, source }, i) => {
    return (swaps[i]?.sites ?? []).map((site) => ({ ...located(source, site), cell: index + 1 }));
  });
  return { text: applyEdits(content, edits), sites };
}

function located(text: string, { start, end, applicability, reason }: JudgedSite): FileSite {
  const before = text.slice(0, start);
  const line = before.split('\n').length;
  const column = start - before.lastIndexOf('\n');
  return { line, column, text: text.slice(start, end), applicability, ...(reason !== undefined && { reason }) };
}
