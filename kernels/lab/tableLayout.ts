import { formatMeanSd, isMeanSd, type MeanSd } from './meanSd';
import { formatNumber } from './number';

export type Cell = string | number | boolean | MeanSd | null | undefined;

export interface Column {
  /** The key in the rows. */
  key: string;
  /** The header, if not the key. */
  title?: string;
  /** Goes into the header: 'ms'. */
  unit?: string;
}

/** Which end of a column is best: 'max' for an accuracy, 'min' for a loss. */
export type Best = 'max' | 'min';

/** A column ready to be written: numbers aligned at their decimal point. */
export interface LaidOutColumn {
  header: string;
  numeric: boolean;
  cells: { text: string; best: boolean }[];
}

const figureSpace = '\u2007';
const pointSpace = '\u2008';

/** The value that decides which cell is best; none for words. */
function magnitudeOf(cell: Cell): number | undefined {
  if (isMeanSd(cell)) return cell.mean;
  return typeof cell === 'number' ? cell : undefined;
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '–';
  if (isMeanSd(cell)) return formatMeanSd(cell);
  return typeof cell === 'number' ? formatNumber(cell) : String(cell);
}

/** Pads what follows the point, so that right-aligned numbers stand point below point. Spaces as wide as digits. */
function alignAtPoint(texts: readonly string[]): string[] {
  const parts = texts.map((text) => {
    const end = text.search(/[.\se]/);
    return end < 0 ? { whole: text, rest: '' } : { whole: text.slice(0, end), rest: text.slice(end) };
  });
  const width = Math.max(...parts.map(({ rest }) => rest.length));
  return parts.map(({ whole, rest }) => {
    const tail = rest === '' && width > 0 ? pointSpace : rest;
    return whole + tail.padEnd(width, figureSpace);
  });
}

function headerOf({ key, title = key, unit }: Column, cells: readonly Cell[]): string {
  const summaries = cells.filter(isMeanSd);
  const [first] = summaries;
  const name = unit === undefined ? title : `${title} (${unit})`;
  if (first === undefined) return name;
  const counts = new Set(summaries.map(({ n }) => n));
  const n = counts.size === 1 ? `N = ${first.n}` : `N = ${Math.min(...counts)} to ${Math.max(...counts)}`;
  return first.n === 1 && counts.size === 1 ? `${name}, ${n}` : `${name}, mean ± sd, ${n}`;
}

function bestOf(values: readonly (number | undefined)[], best: Best | undefined): number | undefined {
  const known = values.filter((value): value is number => value !== undefined && Number.isFinite(value));
  if (best === undefined || known.length < 2) return undefined;
  return best === 'max' ? Math.max(...known) : Math.min(...known);
}

export function layOutColumn(column: Column, cells: readonly Cell[], best: Best | undefined): LaidOutColumn {
  const values = cells.map(magnitudeOf);
  const numeric = values.some((value) => value !== undefined);
  const winner = bestOf(values, best);
  const texts = cells.map(textOf);
  const aligned = numeric ? alignAtPoint(texts) : texts;
  return {
    header: headerOf(column, cells),
    numeric,
    cells: aligned.map((text, row) => ({ text, best: winner !== undefined && values[row] === winner })),
  };
}
