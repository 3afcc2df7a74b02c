import { type Code, unsigned } from './instructions';
import { vector, type WasmFunction } from './wasmFunction';

/** tfjs's memory may grow to 4 GB; a module that imports it must allow as much. */
const mostPages = 65536;

/** The binary of a module that works on a memory of somebody else's (`env.memory`) and exports all its functions. */
export function wasmModule(functions: readonly WasmFunction[], isShared: boolean): Uint8Array<ArrayBuffer> {
  const memory = isShared ? [3, 0, ...unsigned(mostPages)] : [0, 0];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(functions.map(({ type }) => type))),
    ...section(2, vector([[...text('env'), ...text('memory'), 2, ...memory]])),
    ...section(3, vector(functions.map((_, index) => unsigned(index)))),
    ...section(7, vector(functions.map(({ name }, index) => [...text(name), 0, ...unsigned(index)]))),
    ...section(10, vector(functions.map(({ body }) => [...unsigned(body.length), ...body]))),
  ]);
}

function section(id: number, content: Code): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function text(value: string): number[] {
  const bytes = new TextEncoder().encode(value);
  return [...unsigned(bytes.length), ...bytes];
}
