import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { TensorInfo } from '@tensorflow/tfjs-core';
import type { Job } from '../threads/job';
import { type ThreadPool, threadPoolOf } from '../threads/threadPool';
import type { ThreadProgram } from '../threads/threadProgram';
import type { Memory } from '../webAssembly';
import { compileNativeFunctions, type NativeName } from './nativeFunctions';
import { type Allocator, Workspace } from './workspace';

/** The parts of tfjs's wasm program that our own works with; its typings do not show them. */
export interface WasmProgram extends Allocator {
  readonly asm?: { readonly memory?: Memory };
  /** Of the threaded program. */
  readonly wasmMemory?: Memory;
}

/** 64 KB of a tensor. Below a megabyte it lies in the cache of this thread's core, and another has to fetch it first. */
const elementsPerPiece = 16_384;
const fewestPieces = 16;

/** Our compiled functions beside one tfjs backend, and where they find things. */
export class Native {
  readonly workspace: Workspace;
  readonly functions: ThreadProgram<NativeName>['functions'];
  private readonly pool: ThreadPool;

  constructor(
    readonly memory: Memory,
    allocator: Allocator,
    private readonly program = compileNativeFunctions(memory),
  ) {
    this.workspace = new Workspace(allocator);
    this.functions = program.functions;
    this.pool = threadPoolOf(memory);
  }

  /** Calls a function for every piece of the work, on several threads where that takes less time. */
  share(job: Job<NativeName>, isLarge: boolean): void {
    this.pool.run(job, this.program, isLarge);
  }

  /** The same for a function of (elements, …addresses of tensors, …numbers) that takes element by element. */
  shareElements(name: NativeName, elements: number, tensors: readonly number[], numbers: readonly number[] = []): void {
    const args = [
      { first: elements, step: -elementsPerPiece, most: elementsPerPiece },
      ...tensors.map((first) => ({ first, step: elementsPerPiece * 4 })),
      ...numbers.map((first) => ({ first })),
    ];
    const pieces = Math.ceil(elements / elementsPerPiece);
    this.share({ name, pieces, args }, pieces >= fewestPieces);
  }
}

const natives = new WeakMap<BackendWasm, Native>();

export function nativeOf(backend: BackendWasm): Native {
  const known = natives.get(backend);
  if (known) return known;
  const program = backend.wasm as unknown as WasmProgram;
  const memory = program.asm?.memory ?? program.wasmMemory;
  if (!memory) throw new Error("tfjs's WebAssembly program shows no memory: is it another version than 4.22?");
  const native = new Native(memory, program);
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
