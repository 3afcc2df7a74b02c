import { type Bytes, list, sized, text, unsigned } from './encoding';

export interface WasmFunction {
  readonly name: string;
  /** All parameters are i32: addresses, then a count. */
  readonly parameters: number;
  readonly vectorLocals: number;
  readonly body: Bytes;
}

const i32 = 0x7f;
const v128 = 0x7b;
/** The most that a 32-bit program can address, in pages of 64 KB: a shared memory has to name a limit. */
const mostPages = 65536;

/** A module that exports the functions and computes in the memory it is given, `env.memory`. */
export function moduleOf(functions: readonly WasmFunction[], isMemoryShared: boolean): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters }) => [0x60, ...list(Array(parameters).fill([i32])), ...list([])]);
  const limits = isMemoryShared ? [3, 1, ...unsigned(mostPages)] : [0, 1];
  const memory = [...text('env'), ...text('memory'), 2, ...limits];
  const exported = functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]);
  const code = functions.map(({ vectorLocals, body }) =>
    sized([...list(vectorLocals > 0 ? [[...unsigned(vectorLocals), v128]] : []), ...body, 0x0b]),
  );
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
    ...section(1, types),
    ...section(2, [memory]),
    ...section(
      3,
      functions.map((_, index) => unsigned(index)),
    ),
    ...section(7, exported),
    ...section(10, code),
  ]);
}

function section(id: number, items: readonly Bytes[]): number[] {
  return [id, ...sized(list(items))];
}
