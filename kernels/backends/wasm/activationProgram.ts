import type { Program } from '../../codegen/program';
import { compileWasm, type functionNames, type WasmProgram } from '../../codegen/wasm/compile';
import { ThreadProgram } from './threads/threadProgram';
import { featuresFor } from './wasmFeatures';
import type { Memory } from './webAssembly';

export type FunctionName = (typeof functionNames)[number];

/** The part of tfjs's wasm module that a program needs: the memory it computes in, and room there. */
export interface WasmHeap {
  readonly memory: Memory;
  allocate(bytes: number): number;
  free(address: number): void;
}

/** A program compiled into tfjs's own memory, with the numbers it reads there. */
export class ActivationProgram {
  readonly code: ThreadProgram<FunctionName>;
  readonly table: number;
  private readonly compiled: WasmProgram;
  private values: readonly number[] = [];
  private scalars: readonly number[] | undefined;

  constructor(
    readonly program: Program,
    private readonly heap: WasmHeap,
  ) {
    const { memory } = heap;
    this.compiled = compileWasm(program, featuresFor(memory));
    this.code = new ThreadProgram(this.compiled.bytes, memory);
    this.table = heap.allocate(this.compiled.table.byteLength);
    new Int32Array(memory.buffer, this.table, this.compiled.table.length).set(this.compiled.table);
  }

  /** What a call's scalars are, in the order the functions read them: computed again when a value has changed. */
  scalarsOf(values: readonly number[]): readonly number[] {
    if (this.scalars && values.every((value, index) => value === this.values[index])) return this.scalars;
    const { parameters } = this.program;
    this.values = values;
    this.scalars = this.compiled.scalarsOf(
      Object.fromEntries(parameters.map((name, index) => [name, values[index] ?? Number.NaN])),
    );
    return this.scalars;
  }

  dispose(): void {
    this.heap.free(this.table);
  }
}
