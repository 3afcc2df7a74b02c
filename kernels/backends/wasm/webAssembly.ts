/** A compiled module: can be sent to another thread. */
export type WasmModule = object;

export interface WasmMemory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
}

interface Engine {
  validate(bytes: Uint8Array): boolean;
  Module: new (bytes: Uint8Array) => WasmModule;
  Instance: new (module: WasmModule, imports: { env: { memory: WasmMemory } }) => { exports: unknown };
}

/** Node always has it; TypeScript describes it only together with the DOM. */
export const { WebAssembly } = globalThis as unknown as { WebAssembly: Engine };
