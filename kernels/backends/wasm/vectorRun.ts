import type { ActivationProgram, FunctionName, WasmHeap } from './activationProgram';

/** Addresses of float32 tensors, all of `elements` elements. */
export interface VectorRun {
  readonly name: FunctionName;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  readonly elements: number;
  /** The parameters' values. */
  readonly values: readonly number[];
}

const bytesPerFloat = 4;
const lanes = 4;
const bytesPerVector = lanes * bytesPerFloat;
/** An engine replaces its first, quick compilation of a function only between two calls: 64 KB of a tensor each. */
const vectorsPerCall = 4096;
const mostTensors = 4;
const mostScalars = 64;
const mostSums = 16;

/** Runs programs over tensors of any length, on this thread. */
export class VectorRunner {
  /** Scalars, then sums, then one vector of each tensor for the elements left over. */
  private readonly scalars: number;
  private readonly sums: number;
  private readonly rest: number;

  constructor(private readonly heap: WasmHeap) {
    const sumBytes = mostSums * 2 * Float64Array.BYTES_PER_ELEMENT;
    this.scalars = heap.allocate(mostScalars * bytesPerFloat + sumBytes + mostTensors * bytesPerVector);
    this.sums = this.scalars + mostScalars * bytesPerFloat;
    this.rest = this.sums + sumBytes;
  }

  /** Returns the sums, one for each parameter's gradient when `name` is 'backward'. */
  run(program: ActivationProgram, run: VectorRun): number[] {
    this.floats(this.scalars, mostScalars).set(program.scalarsOf(run.values));
    const sumCount = run.name === 'backward' ? program.program.parameters.length : 0;
    this.totals(sumCount).fill(0);
    const vectors = Math.floor(run.elements / lanes);
    this.runVectors(program, run, 0, vectors);
    if (run.elements > vectors * lanes) this.runRest(program, run, vectors * lanes);
    const totals = this.totals(sumCount);
    return Array.from({ length: sumCount }, (_, index) => (totals[2 * index] ?? 0) + (totals[2 * index + 1] ?? 0));
  }

  private runVectors(program: ActivationProgram, run: VectorRun, from: number, to: number): void {
    const call = program.functions[run.name];
    const tensors = [...run.inputs, ...run.outputs];
    for (let at = from; at < to; at += vectorsPerCall) {
      const addresses = tensors.map((address) => address + at * bytesPerVector);
      call(...addresses, program.table, this.scalars, this.sums, Math.min(vectorsPerCall, to - at));
    }
  }

  /** The last one to three elements, in a vector of their own; the others of its lanes repeat the first with dy = 0. */
  private runRest(program: ActivationProgram, run: VectorRun, from: number): void {
    const count = run.elements - from;
    const copies = [...run.inputs, ...run.outputs].map((_, index) => this.rest + index * bytesPerVector);
    run.inputs.forEach((input, index) => {
      const source = this.floats(input + from * bytesPerFloat, count);
      const copy = this.floats(copies[index] ?? 0, lanes);
      copy.fill(index === 0 ? (source[0] ?? 0) : 0);
      copy.set(source);
    });
    program.functions[run.name](...copies, program.table, this.scalars, this.sums, 1);
    run.outputs.forEach((output, index) => {
      const copy = this.floats(copies[run.inputs.length + index] ?? 0, count);
      this.floats(output + from * bytesPerFloat, count).set(copy);
    });
  }

  /** Asked for anew at each use: the heap moves when it grows. */
  private floats(address: number, length: number): Float32Array {
    return new Float32Array(this.heap.memory.buffer, address, length);
  }

  private totals(count: number): Float64Array {
    return new Float64Array(this.heap.memory.buffer, this.sums, 2 * count);
  }
}
