import { i32 } from '../../../codegen/wasm/assembly/instructions';
import { countUp, wasmFunction } from '../../../codegen/wasm/assembly/wasmFunction';
import type { WasmFunction } from '../../../codegen/wasm/assembly/wasmModule';
import { forEachElement } from './lanes';

/** y = x + row, for each of the rows of x: how a bias is added. */
export const addRow: WasmFunction = wasmFunction(
  'addRow',
  { rows: 'i32', columns: 'i32', x: 'i32', row: 'i32', y: 'i32' },
  ({ rows, columns, x, row, y }, body) => {
    const index = body.i32();
    const bytes = i32.shiftLeft(columns.get, i32.const(2));
    return [
      ...index.set(i32.const(0)),
      ...countUp(index, rows.get, 1, [
        forEachElement(body, columns.get, (lanes, offset) => {
          const load = (start: typeof x) => lanes.load(i32.add(start.get, offset.get));
          return [lanes.store(i32.add(y.get, offset.get), lanes.add(load(x), load(row)))];
        }),
        x.set(i32.add(x.get, bytes)),
        y.set(i32.add(y.get, bytes)),
      ]),
    ];
  },
);
