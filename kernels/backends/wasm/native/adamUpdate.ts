import { i32 } from '../../../codegen/wasm/assembly/instructions';
import { wasmFunction } from '../../../codegen/wasm/assembly/wasmFunction';
import type { WasmFunction } from '../../../codegen/wasm/assembly/wasmModule';
import { forEachElement } from './lanes';

/**
 * One step of AdamW for one variable, in place: value ← kept·value + minusRate·first / (√(second·scale) + epsilon), after
 * the moments have moved. `minusRate` and `scale` hold the corrections of the moments' bias.
 */
export const adamUpdate: WasmFunction = wasmFunction(
  'adamUpdate',
  {
    count: 'i32',
    value: 'i32',
    gradient: 'i32',
    first: 'i32',
    second: 'i32',
    beta1: 'f32',
    rest1: 'f32',
    beta2: 'f32',
    rest2: 'f32',
    minusRate: 'f32',
    scale: 'f32',
    epsilon: 'f32',
    kept: 'f32',
  },
  (p, body) =>
    forEachElement(body, p.count.get, (lanes, offset) => {
      const { add, mul } = lanes;
      const place = (start: typeof p.value) => i32.add(start.get, offset.get);
      const load = (start: typeof p.value) => lanes.load(place(start));
      const by = (factor: typeof p.kept, value: readonly number[]) => mul(lanes.of(factor.get), value);
      const slope = load(p.gradient);
      const root = lanes.sqrt(by(p.scale, load(p.second)));
      const change = lanes.div(by(p.minusRate, load(p.first)), add(root, lanes.of(p.epsilon.get)));
      return [
        lanes.store(place(p.first), add(by(p.beta1, load(p.first)), by(p.rest1, slope))),
        lanes.store(place(p.second), add(by(p.beta2, load(p.second)), by(p.rest2, mul(slope, slope)))),
        lanes.store(place(p.value), add(by(p.kept, load(p.value)), change)),
      ];
    }),
);
