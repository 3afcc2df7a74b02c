import type { RowWalk } from './rowWalk';

/** A piece of B, some rows of some columns, and what of A's rows it is multiplied with. */
export interface Block {
  /** Rows `from` to `end` − 1 of B. */
  readonly from: number;
  readonly end: number;
  readonly column: number;
  readonly columns: number;
  /** How far along A's rows the piece begins, in bytes. */
  readonly start: number;
  readonly groups: number;
  readonly run: number;
}

/** Together a megabyte: what a second-level cache holds. */
const mostDepth = 1024;
export const mostColumns = 256;
const mostElements = mostDepth * mostColumns;

export function blocksOf(walk: RowWalk, columns: number): Block[] {
  const blocks: Block[] = [];
  for (let column = 0; column < columns; column += mostColumns) {
    const width = Math.min(mostColumns, columns - column);
    for (const part of partsOf(walk, width)) blocks.push({ ...part, column, columns: width });
  }
  return blocks;
}

export function depthOf({ groups, runs, run }: RowWalk): number {
  return groups * runs * run;
}

type Part = Pick<Block, 'from' | 'end' | 'start' | 'groups' | 'run'>;

/** A single run can be cut anywhere, groups between one and the next; whatever else there is stays whole. */
function partsOf(walk: RowWalk, columns: number): Part[] {
  const { groups, runs, run, step, skip, leap } = walk;
  const isRun = groups * runs === 1;
  const unit = isRun ? 1 : runs * run;
  const unitBytes = isRun ? step : runs * (run * step + skip) + leap;
  const units = isRun ? run : groups;
  const most = isRun ? mostDepth : Math.max(1, Math.floor(mostElements / columns / unit));
  const parts: Part[] = [];
  for (let first = 0; first < units; first += most) {
    const count = Math.min(most, units - first);
    const [from, end] = [first * unit, (first + count) * unit];
    parts.push({ from, end, start: first * unitBytes, groups: isRun ? 1 : count, run: isRun ? count : run });
  }
  return parts;
}
