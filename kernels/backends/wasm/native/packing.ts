import { type Code, f32x4, i32, select } from '../../../codegen/wasm/assembly/instructions';
import { type Body, countUp, type Local, wasmFunction } from '../../../codegen/wasm/assembly/wasmFunction';
import type { WasmFunction } from '../../../codegen/wasm/assembly/wasmModule';
import { tileColumns } from './matrixProduct';

const panelBytes = tileColumns * 4;

/**
 * Writes a matrix as matrixProduct reads it: panels of 8 columns, each row after row. The last panel carries along
 * what happens to lie beside it; its sums are thrown away.
 */
export const packRows: WasmFunction = wasmFunction(
  'packRows',
  { source: 'i32', stride: 'i32', rows: 'i32', columns: 'i32', target: 'i32' },
  ({ source, stride, rows, columns, target }, body) => {
    const [column, row, read] = [body.i32(), body.i32(), body.i32()];
    return [
      ...column.set(i32.const(0)),
      ...countUp(column, columns.get, tileColumns, [
        read.set(i32.add(source.get, i32.shiftLeft(column.get, i32.const(2)))),
        row.set(i32.const(0)),
        countUp(row, rows.get, 1, [
          ...[0, 16].map((offset) => f32x4.store(target.get, f32x4.load(read.get, offset), offset)),
          read.set(i32.add(read.get, stride.get)),
          target.set(i32.add(target.get, i32.const(panelBytes))),
        ]),
      ]),
    ];
  },
);

/** The same for a matrix that lies transposed: `source` holds its columns, `stride` bytes apart. */
export const packColumns: WasmFunction = wasmFunction(
  'packColumns',
  { source: 'i32', stride: 'i32', rows: 'i32', columns: 'i32', target: 'i32' },
  ({ source, stride, rows, columns, target }, body) => {
    const [column, row] = [body.i32(), body.i32()];
    const reads = Array.from({ length: tileColumns }, () => body.i32());
    const last = i32.sub(columns.get, i32.const(1));
    return [
      ...column.set(i32.const(0)),
      ...countUp(column, columns.get, tileColumns, [
        ...reads.map((read, index) => {
          const wanted = i32.add(column.get, i32.const(index));
          const taken = select(wanted, last, i32.lessThan(wanted, last));
          return read.set(i32.add(source.get, i32.mul(taken, stride.get)));
        }),
        row.set(i32.const(0)),
        countUp(row, i32.sub(rows.get, i32.const(3)), 4, [
          ...[0, 1].map((half) => transposeFour(reads.slice(half * 4, half * 4 + 4), target, half * 16, body)),
          ...reads.map((read) => read.set(i32.add(read.get, i32.const(16)))),
          target.set(i32.add(target.get, i32.const(4 * panelBytes))),
        ]),
        countUp(row, rows.get, 1, [
          ...reads.map((read, index) => i32.store(target.get, i32.load(read.get), index * 4)),
          ...reads.map((read) => read.set(i32.add(read.get, i32.const(4)))),
          target.set(i32.add(target.get, i32.const(panelBytes))),
        ]),
      ]),
    ];
  },
);

/** Four elements of each of four columns become four rows of four. */
function transposeFour(columns: Local[], target: Local, offset: number, body: Body): Code {
  const pair = (a: Code, b: Code, lanes: number[]) => {
    const local = body.v128();
    return { get: local.get, set: local.set(f32x4.shuffle(a, b, lanes)) };
  };
  const [a, b, c, d] = columns.map((column) => f32x4.load(column.get));
  if (!a || !b || !c || !d) throw new Error('Four columns are transposed at a time.');
  const pairs = [
    [pair(a, b, [0, 4, 1, 5]), pair(c, d, [0, 4, 1, 5])],
    [pair(a, b, [2, 6, 3, 7]), pair(c, d, [2, 6, 3, 7])],
  ] as const;
  const rows = pairs.flatMap(([left, right]) => [
    f32x4.shuffle(left.get, right.get, [0, 1, 4, 5]),
    f32x4.shuffle(left.get, right.get, [2, 3, 6, 7]),
  ]);
  return [
    ...pairs.flat().flatMap(({ set }) => set),
    ...rows.flatMap((row, index) => f32x4.store(target.get, row, index * panelBytes + offset)),
  ];
}
