import type { Features } from '../../codegen/wasm/functionCode';
import { relaxedSimdProbe } from '../../codegen/wasm/relaxedSimdProbe';
import { type WasmMemory, WebAssembly } from './webAssembly';

/** What this engine can run, over this memory. */
export function featuresFor(memory: WasmMemory): Features {
  return {
    relaxedSimd: WebAssembly.validate(relaxedSimdProbe()),
    sharedMemory: memory.buffer instanceof SharedArrayBuffer,
  };
}
