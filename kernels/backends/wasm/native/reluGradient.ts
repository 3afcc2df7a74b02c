import { f32, i32 } from '../../../codegen/wasm/assembly/instructions';
import { wasmFunction } from '../../../codegen/wasm/assembly/wasmFunction';
import type { WasmFunction } from '../../../codegen/wasm/assembly/wasmModule';
import { forEachElement } from './lanes';

/** dx = dy where x > 0, else dy·0, so that neither a NaN of x nor one of dy is lost. */
export const reluGradient: WasmFunction = wasmFunction(
  'reluGradient',
  { count: 'i32', x: 'i32', dy: 'i32', dx: 'i32' },
  ({ count, x, dy, dx }, body) =>
    forEachElement(body, count.get, (lanes, offset) => {
      const [value, slope] = [x, dy].map((start) => lanes.load(i32.add(start.get, offset.get)));
      if (!value || !slope) return [];
      const zero = lanes.of(f32.const(0));
      const factor = lanes.select(zero, value, lanes.equal(value, value));
      const held = lanes.select(slope, lanes.mul(slope, factor), lanes.greaterThan(value, zero));
      return [lanes.store(i32.add(dx.get, offset.get), held)];
    }),
);
