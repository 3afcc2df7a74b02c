import { i32, memory } from '../../../codegen/wasm/assembly/instructions';
import { countUp, wasmFunction } from '../../../codegen/wasm/assembly/wasmFunction';
import type { WasmFunction } from '../../../codegen/wasm/assembly/wasmModule';

/** Copies `rows` pieces of `bytes` bytes, from one regular spacing to another: images into padded ones. */
export const copyRows: WasmFunction = wasmFunction(
  'copyRows',
  { rows: 'i32', bytes: 'i32', from: 'i32', fromStride: 'i32', to: 'i32', toStride: 'i32' },
  ({ rows, bytes, from, fromStride, to, toStride }, body) => {
    const row = body.i32();
    return [
      ...row.set(i32.const(0)),
      ...countUp(row, rows.get, 1, [
        memory.copy(to.get, from.get, bytes.get),
        from.set(i32.add(from.get, fromStride.get)),
        to.set(i32.add(to.get, toStride.get)),
      ]),
    ];
  },
);
