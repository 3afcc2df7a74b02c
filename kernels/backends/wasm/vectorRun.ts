import type { ActivationProgram, FunctionName, WasmHeap } from './activationProgram';
import type { ThreadPool } from './threads/threadPool';

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
const mostTensors = 4;
const mostScalars = 64;
/** 64 KB of a tensor, if there are no more of them than so many to share out evenly. */
const fewestVectors = 4096;
const evenPieces = 16;
/** An engine replaces its first, quick compilation of a function only between two calls. */
const mostVectors = 32_768;
/** Below this, waking a thread takes longer than it saves. */
const fewestPieces = 4;

/** Runs programs over tensors of any length. */
export class VectorRunner {
  /** Scalars, then one vector of each tensor for the elements left over. */
  private readonly scalars: number;
  private readonly rest: number;
  private sums = 0;
  private sumBytes = 0;

  constructor(
    private readonly heap: WasmHeap,
    private readonly pool: ThreadPool,
  ) {
    this.scalars = heap.allocate(mostScalars * bytesPerFloat + mostTensors * bytesPerVector);
    this.rest = this.scalars + mostScalars * bytesPerFloat;
  }

  /** Returns the sums, one for each parameter's gradient when `name` is 'backward'. */
  run(program: ActivationProgram, run: VectorRun): number[] {
    const sumCount = run.name === 'backward' ? program.program.parameters.length : 0;
    const vectors = Math.floor(run.elements / lanes);
    const perPiece = vectorsPerPiece(vectors);
    const pieces = Math.ceil(vectors / perPiece);
    const bytesPerSums = sumCount * 2 * Float64Array.BYTES_PER_ELEMENT;
    this.growSums((pieces + 1) * bytesPerSums);
    this.floats(this.scalars, mostScalars).set(program.scalarsOf(run.values));
    const totals = new Float64Array(this.heap.memory.buffer, this.sums, (pieces + 1) * sumCount * 2).fill(0);
    const { scalars, sums } = this;
    const args = [
      ...[...run.inputs, ...run.outputs].map((first) => ({ first, step: perPiece * bytesPerVector })),
      ...[program.table, scalars].map((first) => ({ first })),
      // Each piece has its own sums, so that they come out the same whoever computes them.
      { first: sums, step: bytesPerSums },
      { first: vectors, step: -perPiece, most: perPiece },
    ];
    this.pool.run({ name: run.name, pieces, args }, program.code, pieces >= fewestPieces);
    if (run.elements > vectors * lanes) {
      this.runRest(program, run, vectors * lanes, sums + pieces * bytesPerSums);
    }
    return sumsOf(totals, sumCount);
  }

  /** The last one to three elements, in a vector of their own; the others of its lanes repeat the first with dy = 0. */
  private runRest(program: ActivationProgram, run: VectorRun, from: number, sums: number): void {
    const count = run.elements - from;
    const copies = [...run.inputs, ...run.outputs].map((_, index) => this.rest + index * bytesPerVector);
    run.inputs.forEach((input, index) => {
      const source = this.floats(input + from * bytesPerFloat, count);
      const copy = this.floats(copies[index] ?? 0, lanes);
      copy.fill(index === 0 ? (source[0] ?? 0) : 0);
      copy.set(source);
    });
    program.code.functions[run.name](...copies, program.table, this.scalars, sums, 1);
    run.outputs.forEach((output, index) => {
      const copy = this.floats(copies[run.inputs.length + index] ?? 0, count);
      this.floats(output + from * bytesPerFloat, count).set(copy);
    });
  }

  private growSums(bytes: number): void {
    if (bytes <= this.sumBytes) return;
    if (this.sumBytes > 0) this.heap.free(this.sums);
    this.sumBytes = 0;
    this.sums = this.heap.allocate(bytes);
    this.sumBytes = bytes;
  }

  /** Asked for anew at each use: the heap moves when it grows. */
  private floats(address: number, length: number): Float32Array {
    return new Float32Array(this.heap.memory.buffer, address, length);
  }
}

/** The length alone decides, so that sums come out the same with any number of threads. A call costs about a microsecond. */
function vectorsPerPiece(vectors: number): number {
  return Math.min(Math.max(Math.ceil(vectors / evenPieces), fewestVectors), mostVectors);
}

/** Two lanes for each sum of each piece. */
function sumsOf(totals: Float64Array, count: number): number[] {
  const sums = new Array<number>(count).fill(0);
  for (let at = 0; at < totals.length; at += 2) {
    const index = (at / 2) % count;
    sums[index] = (sums[index] ?? 0) + (totals[at] ?? 0) + (totals[at + 1] ?? 0);
  }
  return sums;
}
