import { type Bytes, list, sized, text, unsigned } from '../../../codegen/wasm/encoding';
import type { WasmFunction } from './wasmFunction';

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
