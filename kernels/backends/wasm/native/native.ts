import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Memory } from '../webAssembly';
import { compileNativeFunctions, type NativeFunctions } from './nativeFunctions';
import { Workspace } from './workspace';

/** The parts of tfjs's wasm program that our own works with; its typings do not show them. */
export interface WasmProgram {
  readonly asm?: { readonly memory?: Memory };
  /** Of the threaded program. */
  readonly wasmMemory?: Memory;
  _malloc(bytes: number): number;
  _free(address: number): void;
}

/** Our compiled functions beside one tfjs backend, and where they find things. */
export interface Native {
  readonly functions: NativeFunctions;
  readonly workspace: Workspace;
  readonly memory: Memory;
}

const natives = new WeakMap<BackendWasm, Native>();

export function nativeOf(backend: BackendWasm): Native {
  const known = natives.get(backend);
  if (known) return known;
  const program = backend.wasm as unknown as WasmProgram;
  const memory = program.asm?.memory ?? program.wasmMemory;
  if (!memory) throw new Error("tfjs's WebAssembly program shows no memory: is it another version than 4.22?");
  const native = { functions: compileNativeFunctions(memory), workspace: new Workspace(program), memory };
  natives.set(backend, native);
  return native;
}

/** Where a tensor's elements begin in the memory of tfjs. */
export function addressOf(backend: BackendWasm, { dataId }: TensorInfo): number {
  const { memoryOffset } = (
    backend as unknown as { dataIdMap: { get(id: object): { memoryOffset: number } } }
  ).dataIdMap.get(dataId);
  return memoryOffset;
}
