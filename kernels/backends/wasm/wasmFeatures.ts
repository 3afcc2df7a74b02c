import type { Features } from '../../codegen/wasm/functionCode';
import { hasRelaxedSimd } from './assembly/relaxedSimd';
import type { WasmMemory } from './webAssembly';

/** What this engine can run, over this memory. */
export function featuresFor(memory: WasmMemory): Features {
  return {
    relaxedSimd: hasRelaxedSimd(),
    sharedMemory: memory.buffer instanceof SharedArrayBuffer,
  };
}
