import { type Code, i32, select } from '../../../codegen/wasm/assembly/instructions';
import { type Body, countUp, type Local } from '../../../codegen/wasm/assembly/wasmFunction';

/** How a window moves over an image: the parameters of every function that has one. */
export const windowParameters = {
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
} as const;

type WindowParameters = Record<keyof typeof windowParameters, Local>;

/** The rows (or columns) of a window that lie inside the image: from … end − 1; `first` may lie outside. */
export interface Span {
  first: Code;
  from: Local;
  end: Local;
  find: Code;
}

function spanOf(out: Local, stride: Local, pad: Local, filter: Local, size: Local, body: Body): Span {
  const [from, end] = [body.i32(), body.i32()];
  const first = i32.sub(i32.mul(out.get, stride.get), pad.get);
  const after = i32.add(first, filter.get);
  return {
    first,
    from,
    end,
    find: [
      ...end.set(select(after, size.get, i32.lessThan(after, size.get))),
      ...from.set(select(i32.const(0), first, i32.lessThan(first, i32.const(0)))),
    ],
  };
}

/** The statements for the window of each output pixel of one image. */
export function forEachWindow(
  p: WindowParameters,
  body: Body,
  statements: (rows: Span, columns: Span) => readonly Code[],
): Code {
  const [outRow, outColumn] = [body.i32(), body.i32()];
  const rows = spanOf(outRow, p.strideHeight, p.padTop, p.filterHeight, p.inHeight, body);
  const columns = spanOf(outColumn, p.strideWidth, p.padLeft, p.filterWidth, p.inWidth, body);
  return [
    ...outRow.set(i32.const(0)),
    ...countUp(outRow, p.outHeight.get, 1, [
      rows.find,
      outColumn.set(i32.const(0)),
      countUp(outColumn, p.outWidth.get, 1, [columns.find, ...statements(rows, columns)]),
    ]),
  ];
}

/** The statements for each pixel inside a window. */
export function forEachTap(
  rows: Span,
  columns: Span,
  body: Body,
  statements: (row: Local, column: Local) => readonly Code[],
): Code {
  const [row, column] = [body.i32(), body.i32()];
  return [
    ...row.set(rows.from.get),
    ...countUp(row, rows.end.get, 1, [
      column.set(columns.from.get),
      countUp(column, columns.end.get, 1, statements(row, column)),
    ]),
  ];
}
