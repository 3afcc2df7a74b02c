import type { Features } from '../../codegen/wasm/functionCode';
import { hasRelaxedSimd } from './assembly/relaxedSimd';
import type { Memory } from './assembly/webAssembly';

/** What this engine can run, over this memory. */
export function featuresFor(memory: Memory): Features {
  return { relaxedSimd: hasRelaxedSimd(), sharedMemory: memory.buffer instanceof SharedArrayBuffer };
}
