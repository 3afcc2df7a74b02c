import { type Code, f32, f32x4, i32, select } from '../../../codegen/wasm/assembly/instructions';
import { type Body, countUp, type Local, wasmFunction, when } from '../../../codegen/wasm/assembly/wasmFunction';
import type { WasmFunction } from '../../../codegen/wasm/assembly/wasmModule';
import type { MultiplyAdd } from '../relaxedSimd';

/**
 * The part of the result that stays in registers, 8 vectors of sums. Six rows would fill the 16 registers of SSE and AVX
 * better, but without a fused multiply-add V8 then spills: 25 GFLOP/s in place of 39 (with one: 54 in place of 51).
 */
export const tileRows = 4;
const vectors = 2;
export const tileColumns = vectors * 4;
/** Memory for one tile. */
export const tileBytes = tileRows * tileColumns * 4;

const parameters = {
  a: 'i32',
  rowTable: 'i32',
  rows: 'i32',
  packed: 'i32',
  columns: 'i32',
  groups: 'i32',
  runs: 'i32',
  run: 'i32',
  step: 'i32',
  skip: 'i32',
  leap: 'i32',
  result: 'i32',
  resultStride: 'i32',
  init: 'i32',
  initStride: 'i32',
  floor: 'f32',
  edge: 'i32',
} as const;

type Parameters = Record<keyof typeof parameters, Local>;

/**
 * C = init + A·B, nothing below `floor` (−∞: as it is; 0: a relu). A is read where it lies, through a table of where its
 * rows begin (bytes after `a`) and three nested loops along them: `groups` groups of `runs` runs of `run` elements, `step`
 * bytes apart, `skip` bytes from the end of a run to the next and `leap` more from group to group. So a matrix, a
 * transposed one and the patches of an image or of many are one thing, and none is copied. B comes packed (packing.ts).
 * What overhangs B's columns goes by way of `edge`, the memory of one tile.
 */
export function matrixProduct(multiplyAdd: MultiplyAdd): WasmFunction {
  return wasmFunction('matrixProduct', parameters, (p, body) => {
    const [row, column, floor, b] = [body.i32(), body.i32(), body.v128(), body.i32()];
    const tile = newTile(body);
    const isWhole = i32.lessThan(column.get, i32.sub(p.columns.get, i32.const(tileColumns - 1)));
    const inResult = ({ index }: TileRow) => cell(p.result, p.resultStride, index, column);
    const inEdge = (_: TileRow, r: number) => i32.add(p.edge.get, i32.const(r * tileColumns * 4));
    return [
      ...floor.set(f32x4.splat(p.floor.get)),
      ...row.set(i32.const(0)),
      ...countUp(row, p.rows.get, tileRows, [
        clampRows(tile, row, p.rows),
        b.set(p.packed.get),
        column.set(i32.const(0)),
        countUp(column, p.columns.get, tileColumns, [
          start(tile, p, column),
          addProducts(tile, b, p, body, multiplyAdd),
          when(
            isWhole,
            [store(tile, floor, inResult)],
            [
              store(tile, floor, inEdge),
              ...tile.map((each, r) =>
                copyRow(inEdge(each, r), inResult(each), i32.sub(p.columns.get, column.get), body),
              ),
            ],
          ),
        ]),
      ]),
    ];
  });
}

interface TileRow {
  /** Which row of A; at the end of A the last one again and again: the same sums, stored in the same place. */
  index: Local;
  /** Where it is being read. */
  a: Local;
  sums: Local[];
}

function newTile(body: Body): TileRow[] {
  return Array.from({ length: tileRows }, () => {
    return { index: body.i32(), a: body.i32(), sums: Array.from({ length: vectors }, () => body.v128()) };
  });
}

function clampRows(tile: TileRow[], row: Local, count: Local): Code {
  const last = i32.sub(count.get, i32.const(1));
  return tile.flatMap(({ index }, r) => {
    const wanted = i32.add(row.get, i32.const(r));
    return index.set(select(wanted, last, i32.lessThan(wanted, last)));
  });
}

function start(tile: TileRow[], p: Parameters, column: Local): Code {
  return tile.flatMap(({ index, a, sums }) => [
    ...a.set(i32.add(p.a.get, i32.load(i32.add(p.rowTable.get, times4(index.get))))),
    ...sums.flatMap((sum, v) => sum.set(f32x4.load(cell(p.init, p.initStride, index, column), v * 16))),
  ]);
}

function addProducts(tile: TileRow[], b: Local, p: Parameters, body: Body, multiplyAdd: MultiplyAdd): Code {
  const [group, run, element] = [body.i32(), body.i32(), body.i32()];
  const columns = Array.from({ length: vectors }, () => body.v128());
  const value = body.v128();
  const advance = (by: Local) => tile.flatMap(({ a }) => a.set(i32.add(a.get, by.get)));
  return [
    ...group.set(i32.const(0)),
    ...countUp(group, p.groups.get, 1, [
      run.set(i32.const(0)),
      countUp(run, p.runs.get, 1, [
        element.set(i32.const(0)),
        countUp(element, p.run.get, 1, [
          ...columns.map((each, v) => each.set(f32x4.load(b.get, v * 16))),
          ...tile.flatMap(({ a, sums }) => [
            value.set(f32x4.loadSplat(a.get)),
            ...sums.map((sum, v) => sum.set(multiplyAdd(value.get, columns[v]?.get ?? [], sum.get))),
          ]),
          b.set(i32.add(b.get, i32.const(tileColumns * 4))),
          advance(p.step),
        ]),
        advance(p.skip),
      ]),
      advance(p.leap),
    ]),
  ];
}

function store(tile: TileRow[], floor: Local, addressOf: (row: TileRow, r: number) => Code): Code {
  return tile.flatMap((row, r) =>
    row.sums.flatMap((sum, v) => f32x4.store(addressOf(row, r), f32x4.max(sum.get, floor.get), v * 16)),
  );
}

function copyRow(from: Code, to: Code, count: Code, body: Body): Code {
  const [at, offset] = [body.i32(), body.i32()];
  return [
    ...at.set(i32.const(0)),
    ...countUp(at, count, 1, [
      offset.set(times4(at.get)),
      f32.store(i32.add(to, offset.get), f32.load(i32.add(from, offset.get))),
    ]),
  ];
}

function cell(base: Local, stride: Local, row: Local, column: Local): Code {
  return i32.add(i32.add(base.get, i32.mul(row.get, stride.get)), times4(column.get));
}

function times4(value: Code): Code {
  return i32.shiftLeft(value, i32.const(2));
}
