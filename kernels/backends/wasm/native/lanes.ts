import { type Code, f32, f32x4, i32, select } from '../../../codegen/wasm/assembly/instructions';
import { type Body, countUp, type Local } from '../../../codegen/wasm/assembly/wasmFunction';

/** Arithmetic on four elements at a time, or on one: what is written once for both. */
export interface Lanes {
  readonly width: number;
  local(body: Body): Local;
  load(address: Code): Code;
  store(address: Code, value: Code): Code;
  /** A float32 as the lanes need it. */
  of(value: Code): Code;
  add(a: Code, b: Code): Code;
  mul(a: Code, b: Code): Code;
  div(a: Code, b: Code): Code;
  sqrt(a: Code): Code;
  equal(a: Code, b: Code): Code;
  greaterThan(a: Code, b: Code): Code;
  /** a where the comparison holds, else b. */
  select(a: Code, b: Code, comparison: Code): Code;
}

const four: Lanes = { ...f32x4, width: 4, local: (body) => body.v128(), of: f32x4.splat };
const one: Lanes = { ...f32, width: 1, local: (body) => body.f32(), of: (value) => value, select };

/** The statements for all elements: in fours, then the rest one by one. `offset` is where, in bytes. */
export function forEachElement(
  body: Body,
  count: Code,
  statements: (lanes: Lanes, offset: Local) => readonly Code[],
): Code {
  const [at, offset] = [body.i32(), body.i32()];
  const upTo = (end: Code, lanes: Lanes) =>
    countUp(at, end, lanes.width, [
      ...statements(lanes, offset),
      offset.set(i32.add(offset.get, i32.const(lanes.width * 4))),
    ]);
  return [
    ...at.set(i32.const(0)),
    ...offset.set(i32.const(0)),
    ...upTo(i32.sub(count, i32.const(four.width - 1)), four),
    ...upTo(count, one),
  ];
}
