import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { DataType } from '@tensorflow/tfjs-core';
import type { Program } from '../../codegen/program';
import { checkCall } from '../activationCall';
import type { Backend } from '../backend';
import { ActivationProgram, type WasmHeap } from './activationProgram';
import { threadPoolOf } from './threads/threadPool';
import { VectorRunner } from './vectorRun';
import type { Memory } from './webAssembly';

/** Far more than a session uses; a loop over a parameter's value must not fill the memory with its programs. */
const mostPrograms = 256;

/** Programs compiled into tfjs's wasm memory, so that tensors are read and written where they lie. */
export class ActivationBackend implements Backend<ActivationProgram> {
  readonly name = 'wasm';
  readonly runner: VectorRunner;
  /** How many compute a large tensor. */
  readonly threads: number;
  /** Programs compiled so far: none twice. */
  compiled = 0;
  private readonly programs = new Map<string, ActivationProgram>();

  constructor(private readonly heap: WasmHeap) {
    const pool = threadPoolOf(heap.memory);
    this.threads = pool.threads;
    this.runner = new VectorRunner(heap, pool);
  }

  prepare(program: Program, dtype: DataType): ActivationProgram {
    checkCall(this.name, program.title, dtype);
    const prepared = this.programs.get(program.key) ?? this.compile(program);
    // The one used last stands last.
    this.programs.delete(program.key);
    this.programs.set(program.key, prepared);
    const [oldest] = this.programs.keys();
    if (this.programs.size > mostPrograms && oldest !== undefined) this.forget(oldest);
    return prepared;
  }

  private compile(program: Program): ActivationProgram {
    this.compiled++;
    return new ActivationProgram(program, this.heap);
  }

  private forget(key: string): void {
    this.programs.get(key)?.dispose();
    this.programs.delete(key);
  }
}

/** The part of tfjs's wasm module that its types leave out. */
interface EmscriptenModule {
  readonly asm: { readonly memory: Memory };
  _malloc(bytes: number): number;
  _free(address: number): void;
}

const backends = new WeakMap<BackendWasm, ActivationBackend>();

export function activationBackendOf(wasm: BackendWasm): ActivationBackend {
  const known = backends.get(wasm);
  if (known) return known;
  const module = wasm.wasm as unknown as EmscriptenModule;
  const backend = new ActivationBackend({
    memory: module.asm.memory,
    allocate: (bytes) => module._malloc(bytes),
    free: (address) => module._free(address),
  });
  backends.set(wasm, backend);
  return backend;
}
