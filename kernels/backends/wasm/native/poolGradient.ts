import { type Code, f32, i32, select } from '../assembly/instructions';
import { type Body, countUp, type Local, type WasmFunction, wasmFunction } from '../assembly/wasmFunction';
import { forEachElement, type Lanes } from './lanes';

const parameters = {
  channels: 'i32',
  inHeight: 'i32',
  inWidth: 'i32',
  outHeight: 'i32',
  outWidth: 'i32',
  filterHeight: 'i32',
  filterWidth: 'i32',
  strideHeight: 'i32',
  strideWidth: 'i32',
  padTop: 'i32',
  padLeft: 'i32',
  x: 'i32',
  y: 'i32',
  dy: 'i32',
  dx: 'i32',
} as const;

type Parameters = Record<keyof typeof parameters, Local>;

/**
 * The gradient of max pooling for one image: adds each of dy to the first of its window's inputs that equals the
 * largest. A NaN equals nothing, and its gradient goes nowhere, as on tfjs's cpu backend.
 */
export const poolGradient: WasmFunction = wasmFunction('poolGradient', parameters, (p, body) => {
  const [outRow, outColumn] = [body.i32(), body.i32()];
  const rows = spanOf(outRow, p.strideHeight, p.padTop, p.filterHeight, p.inHeight, body);
  const columns = spanOf(outColumn, p.strideWidth, p.padLeft, p.filterWidth, p.inWidth, body);
  const bytes = i32.shiftLeft(p.channels.get, i32.const(2));
  return [
    ...outRow.set(i32.const(0)),
    ...countUp(outRow, p.outHeight.get, 1, [
      rows.find,
      outColumn.set(i32.const(0)),
      countUp(outColumn, p.outWidth.get, 1, [
        columns.find,
        forEachElement(body, p.channels.get, (lanes, channel) => giveToFirst(lanes, channel, rows, columns, p, body)),
        p.y.set(i32.add(p.y.get, bytes)),
        p.dy.set(i32.add(p.dy.get, bytes)),
      ]),
    ]),
  ];
});

/** The rows (or columns) of a window that lie inside the image: from … end − 1. */
interface Span {
  from: Local;
  end: Local;
  find: Code;
}

function spanOf(out: Local, stride: Local, pad: Local, filter: Local, size: Local, body: Body): Span {
  const [from, end] = [body.i32(), body.i32()];
  const first = i32.sub(i32.mul(out.get, stride.get), pad.get);
  const after = i32.add(first, filter.get);
  return {
    from,
    end,
    find: [
      ...end.set(select(after, size.get, i32.lessThan(after, size.get))),
      ...from.set(select(i32.const(0), first, i32.lessThan(first, i32.const(0)))),
    ],
  };
}

function giveToFirst(lanes: Lanes, channel: Local, rows: Span, columns: Span, p: Parameters, body: Body): Code[] {
  const [row, column, offset] = [body.i32(), body.i32(), body.i32()];
  const [largest, left] = [lanes.local(body), lanes.local(body)];
  const zero = lanes.of(f32.const(0));
  const target = i32.add(p.dx.get, offset.get);
  const isFirst = lanes.equal(lanes.load(i32.add(p.x.get, offset.get)), largest.get);
  const pixel = i32.add(i32.mul(row.get, p.inWidth.get), column.get);
  return [
    largest.set(lanes.load(i32.add(p.y.get, channel.get))),
    left.set(lanes.load(i32.add(p.dy.get, channel.get))),
    row.set(rows.from.get),
    countUp(row, rows.end.get, 1, [
      column.set(columns.from.get),
      countUp(column, columns.end.get, 1, [
        offset.set(i32.add(i32.shiftLeft(i32.mul(pixel, p.channels.get), i32.const(2)), channel.get)),
        lanes.store(target, lanes.add(lanes.load(target), lanes.select(left.get, zero, isFirst))),
        left.set(lanes.select(zero, left.get, isFirst)),
      ]),
    ]),
  ];
}
