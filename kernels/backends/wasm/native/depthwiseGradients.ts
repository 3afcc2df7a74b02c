import { i32 } from '../../../codegen/wasm/assembly/instructions';
import { wasmFunction } from '../../../codegen/wasm/assembly/wasmFunction';
import type { WasmFunction } from '../../../codegen/wasm/assembly/wasmModule';
import { forEachElement } from './lanes';
import { forEachTap, forEachWindow, windowParameters } from './windows';

const parameters = { ...windowParameters, x: 'i32', filter: 'i32', dy: 'i32' } as const;

/** Adds to each weight of a depthwise filter (one for each channel) what it meets in one image, times dy there. */
export const depthwiseFilterGradient = gradient('depthwiseFilterGradient', 'filter');

/** Adds to each input of a depthwise convolution, `x` being its gradient, the weights that meet it times dy there. */
export const depthwiseInputGradient = gradient('depthwiseInputGradient', 'x');

function gradient(name: string, by: 'x' | 'filter'): WasmFunction {
  return wasmFunction(name, parameters, (p, body) => {
    const [input, weight] = [body.i32(), body.i32()];
    const bytes = i32.shiftLeft(p.channels.get, i32.const(2));
    return forEachWindow(p, body, (rows, columns) => [
      forEachTap(rows, columns, body, (row, column) => {
        const pixel = i32.add(i32.mul(row.get, p.inWidth.get), column.get);
        const tap = i32.add(
          i32.mul(i32.sub(row.get, rows.first), p.filterWidth.get),
          i32.sub(column.get, columns.first),
        );
        return [
          input.set(i32.add(p.x.get, i32.mul(pixel, bytes))),
          weight.set(i32.add(p.filter.get, i32.mul(tap, bytes))),
          forEachElement(body, p.channels.get, (lanes, channel) => {
            const [target, factor] = by === 'x' ? [input, weight] : [weight, input];
            const place = i32.add(target.get, channel.get);
            const slope = lanes.load(i32.add(p.dy.get, channel.get));
            const change = lanes.mul(slope, lanes.load(i32.add(factor.get, channel.get)));
            return [lanes.store(place, lanes.add(lanes.load(place), change))];
          }),
        ];
      }),
      p.dy.set(i32.add(p.dy.get, bytes)),
    ]);
  });
}
