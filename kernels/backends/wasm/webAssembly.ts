export interface Memory {
  readonly buffer: ArrayBufferLike;
}

/** What we use of WebAssembly. Node always has it; TypeScript describes it only together with the DOM. */
export interface WebAssemblyOfNode {
  validate(binary: Uint8Array): boolean;
  Module: new (binary: Uint8Array) => object;
  Instance: new (module: object, imports: Record<string, Record<string, object>>) => { exports: unknown };
}

export const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyOfNode };
