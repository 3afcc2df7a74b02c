import { tileBytes, tileColumns } from './matrixProduct';
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

export function multiply(native: Native, products: Products): void {
  const { walk, columns, count, next } = products;
  const blocks = blocksOf(products);
  const places = takePlaces(native, products);
  const isSum = next.result === 0;
  for (let index = 0; index < count; index++) {
    for (const block of blocks) {
      if (index === 0 || next.b !== 0 || blocks.length > 1) pack(native, products, block, index, places.packed);
      const result = products.result + index * next.result + block.column * 4;
      const isBegun = block.from > 0 || (isSum && index > 0);
      const isEnded = block.end === depthOf(walk) && !(isSum && index < count - 1);
      native.functions.matrixProduct(
        products.a + index * next.a + block.from * walk.step,
        places.rows,
        walk.offsets.length,
        places.packed,
        block.columns,
        walk.runs,
        walk.runs === 1 ? block.end - block.from : walk.run,
        walk.step,
        walk.skip,
        result,
        columns * 4,
        isBegun ? result : (products.bias ?? places.zeros) + (products.bias === undefined ? 0 : block.column * 4),
        isBegun ? columns * 4 : 0,
        isEnded ? (products.floor ?? -Infinity) : -Infinity,
        places.edge,
      );
    }
  }
}

type Places = Record<'rows' | 'zeros' | 'edge' | 'packed', number>;

function takePlaces({ workspace, memory }: Native, { walk, columns }: Products): Places {
  const width = Math.min(columns, mostColumns) + tileColumns;
  const depth = walk.runs === 1 ? Math.min(walk.run, mostDepth) : depthOf(walk);
  const rows = walk.offsets.byteLength;
  const places = workspace.take({ rows, zeros: width * 4, edge: tileBytes, packed: width * depth * 4 });
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
