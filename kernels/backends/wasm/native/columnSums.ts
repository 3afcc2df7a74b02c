import { f32x4, f64x2, i32 } from '../../../codegen/wasm/assembly/instructions';
import { countUp, wasmFunction } from '../../../codegen/wasm/assembly/wasmFunction';
import type { WasmFunction } from '../../../codegen/wasm/assembly/wasmModule';

/**
 * Sums of the columns of a matrix, four at a time and in float64: a bias gradient adds up a million numbers. Of the
 * last columns, fewer than four, what is read and written beyond is the caller's to spare.
 */
export const columnSums: WasmFunction = wasmFunction(
  'columnSums',
  { rows: 'i32', columns: 'i32', x: 'i32', sums: 'i32' },
  ({ rows, columns, x, sums }, body) => {
    const [column, row, read] = [body.i32(), body.i32(), body.i32()];
    const [values, low, high] = [body.v128(), body.v128(), body.v128()];
    const bytes = i32.shiftLeft(columns.get, i32.const(2));
    const offset = i32.shiftLeft(column.get, i32.const(2));
    const upper = f32x4.shuffle(values.get, values.get, [2, 3, 2, 3]);
    const both = f32x4.shuffle(f64x2.demoteZero(low.get), f64x2.demoteZero(high.get), [0, 1, 4, 5]);
    return [
      ...column.set(i32.const(0)),
      ...countUp(column, columns.get, 4, [
        low.set(f64x2.zero()),
        high.set(f64x2.zero()),
        read.set(i32.add(x.get, offset)),
        row.set(i32.const(0)),
        countUp(row, rows.get, 1, [
          values.set(f32x4.load(read.get)),
          low.set(f64x2.add(low.get, f64x2.promoteLow(values.get))),
          high.set(f64x2.add(high.get, f64x2.promoteLow(upper))),
          read.set(i32.add(read.get, bytes)),
        ]),
        f32x4.store(i32.add(sums.get, offset), both),
      ]),
    ];
  },
);
