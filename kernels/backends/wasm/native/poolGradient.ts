import { type Code, f32, i32 } from '../../../codegen/wasm/assembly/instructions';
import { type Body, type Local, wasmFunction } from '../../../codegen/wasm/assembly/wasmFunction';
import type { WasmFunction } from '../../../codegen/wasm/assembly/wasmModule';
import { forEachElement, type Lanes } from './lanes';
import { forEachTap, forEachWindow, type Span, windowParameters } from './windows';

const parameters = { ...windowParameters, x: 'i32', y: 'i32', dy: 'i32', dx: 'i32' } as const;

type Parameters = Record<keyof typeof parameters, Local>;

/**
 * The gradient of max pooling for one image: adds each of dy to the first of its window's inputs that equals the
 * largest. A NaN equals nothing, and its gradient goes nowhere, as on tfjs's cpu backend.
 */
export const poolGradient: WasmFunction = wasmFunction('poolGradient', parameters, (p, body) => {
  const bytes = i32.shiftLeft(p.channels.get, i32.const(2));
  return forEachWindow(p, body, (rows, columns) => [
    forEachElement(body, p.channels.get, (lanes, channel) => giveToFirst(lanes, channel, rows, columns, p, body)),
    p.y.set(i32.add(p.y.get, bytes)),
    p.dy.set(i32.add(p.dy.get, bytes)),
  ]);
});

function giveToFirst(lanes: Lanes, channel: Local, rows: Span, columns: Span, p: Parameters, body: Body): Code[] {
  const offset = body.i32();
  const [largest, left] = [lanes.local(body), lanes.local(body)];
  const zero = lanes.of(f32.const(0));
  const target = i32.add(p.dx.get, offset.get);
  const isFirst = lanes.equal(lanes.load(i32.add(p.x.get, offset.get)), largest.get);
  return [
    largest.set(lanes.load(i32.add(p.y.get, channel.get))),
    left.set(lanes.load(i32.add(p.dy.get, channel.get))),
    forEachTap(rows, columns, body, (row, column) => {
      const pixel = i32.add(i32.mul(row.get, p.inWidth.get), column.get);
      return [
        offset.set(i32.add(i32.shiftLeft(i32.mul(pixel, p.channels.get), i32.const(2)), channel.get)),
        lanes.store(target, lanes.add(lanes.load(target), lanes.select(left.get, zero, isFirst))),
        left.set(lanes.select(zero, left.get, isFirst)),
      ];
    }),
  ];
}
