import { type Memory, WebAssembly } from '../webAssembly';
import type { ComputeFunctions } from './job';

let nextId = 0;

/** A compiled module and this thread's functions of it; others make functions of their own from the same module. */
export class ThreadProgram<Name extends string = string> {
  /** Stands for it among the threads. */
  readonly id = nextId++;
  readonly module: object;
  readonly functions: ComputeFunctions<Name>;
  /** In the order in which every thread finds them. */
  readonly names: readonly string[];

  constructor(bytes: Uint8Array<ArrayBuffer>, memory: Memory) {
    this.module = new WebAssembly.Module(bytes);
    this.functions = new WebAssembly.Instance(this.module, { env: { memory } }).exports as ComputeFunctions<Name>;
    this.names = Object.keys(this.functions);
  }
}
