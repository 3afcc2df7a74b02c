import type { PieceArgument } from '../threads/job';
import { tileBytes, tileColumns, tileRows } from './matrixProduct';
import type { Native } from './native';
import type { RowWalk } from './rowWalk';

/** Matrix products one after the other, all of the same size. Addresses and distances in bytes. */
export interface Products {
  /** A, row by row. */
  readonly walk: RowWalk;
  readonly a: number;
  /** B, as it is or transposed. */
  readonly b: number;
  readonly isTransposed?: boolean;
  readonly columns: number;
  readonly result: number;
  /** A row to begin each row of the result with, in place of zeros. */
  readonly bias?: number;
  /** The least value of a result: 0 is a relu. */
  readonly floor?: number;
  readonly count: number;
  /** From one product to the next. A result that stays in its place sums them up. */
  readonly next: { readonly a: number; readonly b: number; readonly result: number };
}

/** B is packed in pieces of at most this, together a megabyte: what a second-level cache holds. */
const mostDepth = 512;
const mostColumns = 512;

/** Multiplications in one piece of the work, some ten microseconds. */
const piece = 250_000;
const mostPieces = 64;
/** Below so many, waking a thread takes longer than it saves. */
const few = 4 * piece;

export function multiply(native: Native, products: Products): void {
  const { count, next } = products;
  const places = takePlaces(native, products);
  if (count > 1 && next.b === 0 && next.result !== 0) {
    for (const block of blocksOf(products)) {
      pack(native, products, block, 0, places.packed);
      shareProducts(native, products, block, places);
    }
    return;
  }
  for (let index = 0; index < count; index++) {
    for (const block of blocksOf(products)) {
      pack(native, products, block, index, places.packed);
      shareRows(native, products, block, index, places);
    }
  }
}

/** One product a piece: they all read the same packed B. */
function shareProducts(native: Native, products: Products, block: Block, places: Places): void {
  const { count, next, walk } = products;
  const whole: Piece = { rows: { first: walk.offsets.length }, rowStep: 0, next };
  const args = argumentsOf(products, block, 0, places, whole);
  native.share({ name: 'matrixProduct', pieces: count, args }, count * workOf(products, block) >= few);
}

/** Some rows of one product a piece. */
function shareRows(native: Native, products: Products, block: Block, index: number, places: Places): void {
  const rows = products.walk.offsets.length;
  const work = workOf(products, block);
  const some = Math.ceil(rows / Math.min(Math.ceil(work / piece), mostPieces) / tileRows) * tileRows;
  const part: Piece = { rows: { first: rows, step: -some, most: some }, rowStep: some, next: { a: 0, result: 0 } };
  const args = argumentsOf(products, block, index, places, part);
  native.share({ name: 'matrixProduct', pieces: Math.ceil(rows / some), args }, work >= few);
}

/** What changes from piece to piece. */
interface Piece {
  readonly rows: PieceArgument;
  readonly rowStep: number;
  readonly next: { readonly a: number; readonly result: number };
}

function workOf({ walk }: Products, { from, end, columns }: Block): number {
  return walk.offsets.length * (end - from) * columns;
}

function argumentsOf(
  products: Products,
  block: Block,
  index: number,
  places: Places,
  { rows, rowStep, next }: Piece,
): PieceArgument[] {
  const { walk, columns, bias, floor = -Infinity } = products;
  const isSum = products.next.result === 0;
  const stride = columns * 4;
  const result = {
    first: products.result + index * products.next.result + block.column * 4,
    step: rowStep * stride + next.result,
  };
  const isBegun = block.from > 0 || (isSum && index > 0);
  const isEnded = block.end === depthOf(walk) && !(isSum && index < products.count - 1);
  const start = { first: bias === undefined ? places.zeros : bias + block.column * 4 };
  return [
    { first: products.a + index * products.next.a + block.from * walk.step, step: next.a },
    { first: places.rows, step: rowStep * 4 },
    rows,
    { first: places.packed },
    { first: block.columns },
    { first: walk.runs },
    { first: walk.runs === 1 ? block.end - block.from : walk.run },
    { first: walk.step },
    { first: walk.skip },
    result,
    { first: stride },
    isBegun ? result : start,
    { first: isBegun ? stride : 0 },
    { first: isEnded ? floor : -Infinity },
    { first: places.edge, step: tileBytes },
  ];
}

type Places = Record<'rows' | 'zeros' | 'edge' | 'packed', number>;

function takePlaces({ workspace, memory }: Native, { walk, columns, count }: Products): Places {
  const width = Math.min(columns, mostColumns) + tileColumns;
  const depth = walk.runs === 1 ? Math.min(walk.run, mostDepth) : depthOf(walk);
  const rows = walk.offsets.byteLength;
  const edge = Math.max(count, mostPieces) * tileBytes;
  const places = workspace.take({ rows, zeros: width * 4, edge, packed: width * depth * 4 });
  new Int32Array(memory.buffer, places.rows, walk.offsets.length).set(walk.offsets);
  new Float32Array(memory.buffer, places.zeros, width).fill(0);
  return places;
}

/** A piece of B: rows `from` to `end` − 1 of some columns. */
interface Block {
  from: number;
  end: number;
  column: number;
  columns: number;
}

function blocksOf({ walk, columns }: Products): Block[] {
  const depth = depthOf(walk);
  // A run is walked from its beginning: only a single one can be taken in pieces.
  const step = walk.runs === 1 ? mostDepth : depth;
  const blocks: Block[] = [];
  for (let column = 0; column < columns; column += mostColumns) {
    for (let from = 0; from < depth; from += step) {
      const end = Math.min(from + step, depth);
      blocks.push({ from, end, column, columns: Math.min(mostColumns, columns - column) });
    }
  }
  return blocks;
}

function depthOf({ runs, run }: RowWalk): number {
  return runs * run;
}

function pack({ functions }: Native, products: Products, block: Block, index: number, target: number): void {
  const { isTransposed = false, columns, walk, next } = products;
  const stride = (isTransposed ? depthOf(walk) : columns) * 4;
  const [across, down] = isTransposed ? [stride, 4] : [4, stride];
  const source = products.b + index * next.b + block.column * across + block.from * down;
  const packInto = isTransposed ? functions.packColumns : functions.packRows;
  packInto(source, stride, block.end - block.from, block.columns, target);
}
