import type { Features } from '../../codegen/wasm/functionCode';
import { hasRelaxedSimd } from './relaxedSimd';
import type { Memory } from './webAssembly';

/** What this engine can run, over this memory. */
export function featuresFor(memory: Memory): Features {
  return { relaxedSimd: hasRelaxedSimd(), sharedMemory: memory.buffer instanceof SharedArrayBuffer };
}
