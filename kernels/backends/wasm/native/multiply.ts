import type { PieceArgument } from '../threads/job';
import { type Block, blocksOf, depthOf, mostColumns } from './blocks';
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
  /** From one product to the next. */
  readonly next: { readonly a: number; readonly b: number; readonly result: number };
}

/** Multiplications in one piece of the work, some ten microseconds. */
const piece = 250_000;
const mostPieces = 64;
/** Below so many, another core waits longer for the data than it saves. */
const few = 12 * piece;

export function multiply(native: Native, products: Products): void {
  const { count, next, walk, columns } = products;
  const blocks = blocksOf(walk, columns);
  const places = takePlaces(native, products, blocks);
  const isOneB = count > 1 && next.b === 0;
  for (let index = 0; index < (isOneB ? 1 : count); index++) {
    for (const block of blocks) {
      pack(native, products, block, index, places.packed);
      if (isOneB) shareProducts(native, products, block, places);
      else shareRows(native, products, block, index, places);
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
  const stride = columns * 4;
  const result = {
    first: products.result + index * products.next.result + block.column * 4,
    step: rowStep * stride + next.result,
  };
  const isBegun = block.from > 0;
  const isEnded = block.end === depthOf(walk);
  const start = { first: bias === undefined ? places.zeros : bias + block.column * 4 };
  return [
    { first: products.a + index * products.next.a + block.start, step: next.a },
    { first: places.rows, step: rowStep * 4 },
    rows,
    { first: places.packed },
    { first: block.columns },
    { first: block.groups },
    { first: walk.runs },
    { first: block.run },
    { first: walk.step },
    { first: walk.skip },
    { first: walk.leap },
    result,
    { first: stride },
    isBegun ? result : start,
    { first: isBegun ? stride : 0 },
    { first: isEnded ? floor : -Infinity },
    { first: places.edge, step: tileBytes },
  ];
}

type Places = Record<'rows' | 'zeros' | 'edge' | 'packed', number>;

function takePlaces({ workspace, memory }: Native, { walk, columns, count }: Products, blocks: Block[]): Places {
  const width = Math.min(columns, mostColumns) + tileColumns;
  const depth = Math.max(...blocks.map(({ from, end }) => end - from));
  const rows = walk.offsets.byteLength;
  const edge = Math.max(count, mostPieces) * tileBytes;
  const places = workspace.take({ rows, zeros: width * 4, edge, packed: width * depth * 4 });
  new Int32Array(memory.buffer, places.rows, walk.offsets.length).set(walk.offsets);
  new Float32Array(memory.buffer, places.zeros, width).fill(0);
  return places;
}

function pack({ functions }: Native, products: Products, block: Block, index: number, target: number): void {
  const { isTransposed = false, columns, walk, next } = products;
  const stride = (isTransposed ? depthOf(walk) : columns) * 4;
  const [across, down] = isTransposed ? [stride, 4] : [4, stride];
  const source = products.b + index * next.b + block.column * across + block.from * down;
  const packInto = isTransposed ? functions.packColumns : functions.packRows;
  packInto(source, stride, block.end - block.from, block.columns, target);
}
