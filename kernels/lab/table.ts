import { currentHost } from './currentHost';
import type { MimeBundle } from './host';
import { borderColour, escapeMarkup, quietColour } from './markup';
import { type Best, type Cell, type Column, type LaidOutColumn, layOutColumn } from './tableLayout';

export interface TableOptions {
  /** Keys in the wanted order, or more about them; all keys of the first row when absent. */
  columns?: readonly (string | Column)[];
  /** Marks the best value of a column: `{ 'validation accuracy': 'max', loss: 'min' }`. */
  best?: Readonly<Record<string, Best>>;
  caption?: string;
}

/** Shows rows of words and numbers as a table. */
export function table<Row extends { [Key in keyof Row]: Cell }>(rows: readonly Row[], options?: TableOptions): void {
  currentHost().display(tableBundle(rows, options));
}

/** The same as HTML, Markdown and plain text. */
export function tableBundle<Row extends { [Key in keyof Row]: Cell }>(
  rows: readonly Row[],
  { columns = Object.keys(rows[0] ?? {}), best = {}, caption = '' }: TableOptions = {},
): MimeBundle {
  const lookup = rows.map((row) => new Map<string, Cell>(Object.entries(row)));
  const laidOut = columns
    .map((column) => (typeof column === 'string' ? { key: column } : column))
    .map((column) =>
      layOutColumn(
        column,
        lookup.map((row) => row.get(column.key)),
        best[column.key],
      ),
    );
  if (laidOut.length === 0) return { 'text/plain': 'An empty table: no rows.' };
  return {
    'text/html': toHtml(laidOut, rows.length, caption),
    'text/markdown': toMarkdown(laidOut, rows.length, caption),
    'text/plain': toText(laidOut, rows.length, caption),
  };
}

const rowNumbers = (count: number) => Array.from({ length: count }, (_, row) => row);

function toHtml(columns: readonly LaidOutColumn[], rows: number, caption: string): string {
  const style = ({ numeric }: LaidOutColumn) =>
    `text-align:${numeric ? 'right' : 'left'};padding:3px 12px;white-space:pre;font-variant-numeric:tabular-nums`;
  const head = columns.map(
    (column) =>
      `<th style="${style(column)};border-bottom:1px solid ${borderColour}">${escapeMarkup(column.header)}</th>`,
  );
  const body = rowNumbers(rows).map((row) => {
    const cells = columns.map((column) => {
      const { text, best } = column.cells[row] ?? { text: '', best: false };
      const content = best ? `<b>${escapeMarkup(text)}</b>` : escapeMarkup(text);
      return `<td style="${style(column)}">${content}${suffix(column, best)}</td>`;
    });
    return `<tr>${cells.join('')}</tr>`;
  });
  const title = caption && `<caption style="text-align:left;padding:3px 12px">${escapeMarkup(caption)}</caption>`;
  return `<table style="border-collapse:collapse">${title}<thead><tr>${head.join('')}</tr></thead><tbody>${body.join('')}</tbody></table>`;
}

/** The word beside the best value; kept as empty room beside the others, so that the points stay in line. */
function suffix({ cells }: LaidOutColumn, best: boolean): string {
  if (!cells.some((cell) => cell.best)) return '';
  const style = `display:inline-block;width:2.6em;padding-left:0.4em;text-align:left;color:${quietColour}`;
  return `<span style="${style}">${best ? 'best' : ''}</span>`;
}

function toMarkdown(columns: readonly LaidOutColumn[], rows: number, caption: string): string {
  const safe = (text: string) => text.trim().replaceAll('|', '\\|');
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const body = rowNumbers(rows).map((row) =>
    line(
      columns.map(({ cells }) => {
        const { text, best } = cells[row] ?? { text: '', best: false };
        return best ? `**${safe(text)}** best` : safe(text);
      }),
    ),
  );
  const rule = line(columns.map(({ numeric }) => (numeric ? '--:' : ':--')));
  const lines = [line(columns.map(({ header }) => safe(header))), rule, ...body];
  return (caption && `${caption}\n\n`) + lines.join('\n');
}

function toText(columns: readonly LaidOutColumn[], rows: number, caption: string): string {
  const blocks = columns.map(({ header, numeric, cells }) => {
    const marked = cells.some(({ best }) => best);
    const lines = cells.map(({ text, best }) => plainSpaces(text) + (marked ? (best ? ' best' : '     ') : ''));
    const width = Math.max(header.length, ...lines.map((line) => line.length));
    const pad = (text: string) => (numeric ? text.padStart(width) : text.padEnd(width));
    return { header: pad(header), rule: '─'.repeat(width), lines: lines.map(pad) };
  });
  const line = (pick: (block: (typeof blocks)[number]) => string) => blocks.map(pick).join('  ').trimEnd();
  const body = rowNumbers(rows).map((row) => line(({ lines }) => lines[row] ?? ''));
  return [caption, line(({ header }) => header), line(({ rule }) => rule), ...body].filter(Boolean).join('\n');
}

function plainSpaces(text: string): string {
  return text.replace(/[\u2007\u2008]/g, ' ');
}
