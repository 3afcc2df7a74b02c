import { type Bytes, list, sized, text, unsigned } from './encoding';

/** The value types that functions here take and keep. */
export const typeCodes = { i32: 0x7f, f32: 0x7d, v128: 0x7b } as const;

export interface WasmFunction {
  readonly name: string;
  /** As the binary format has them: the type, and the locals with the code. */
  readonly type: Bytes;
  readonly body: Bytes;
}

/** Returns nothing. `locals` are the types of its variables beside the parameters. */
export function functionOf(
  name: string,
  parameters: readonly number[],
  locals: readonly { readonly count: number; readonly type: number }[],
  code: Bytes,
): WasmFunction {
  return {
    name,
    type: [0x60, ...list(parameters.map((type) => [type])), 0],
    body: [...list(locals.map(({ count, type }) => [...unsigned(count), type])), ...code, 0x0b],
  };
}

/** tfjs's memory may grow to 4 GB; a module that imports a shared one must allow as much. */
const mostPages = 65536;

/** The binary of a module that works on a memory of somebody else's (`env.memory`) and exports all its functions. */
export function wasmModule(functions: readonly WasmFunction[], isShared: boolean): Uint8Array<ArrayBuffer> {
  const memory = isShared ? [3, 0, ...unsigned(mostPages)] : [0, 0];
  const types = functions.map(({ type }) => type);
  const indices = functions.map((_, index) => unsigned(index));
  const exported = functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]);
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, types),
    ...section(2, [[...text('env'), ...text('memory'), 2, ...memory]]),
    ...section(3, indices),
    ...section(7, exported),
    ...section(
      10,
      functions.map(({ body }) => sized(body)),
    ),
  ]);
}

function section(id: number, items: readonly Bytes[]): number[] {
  return [id, ...sized(list(items))];
}
