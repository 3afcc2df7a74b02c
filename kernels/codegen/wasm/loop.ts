import * as instruction from './assembly/stackInstructions';
import { functionOf, typeCodes, type WasmFunction } from './assembly/wasmModule';
import type { Features, TableLayout } from './functionCode';
import { FunctionCode } from './functionCode';
import { bitsOf, type Graph, type Node } from './graph';
import { LaneSums } from './laneSums';
import { forVector } from './optimize';

/** What a function computes at each vector: what it stores, and what it sums up. */
export interface Body {
  readonly outputs: readonly Node[];
  readonly sums: readonly Node[];
}

export interface Loop {
  readonly name: string;
  readonly inputs: readonly ('x' | 'dy')[];
  /** For vectors whose lanes all have |x| ≤ `reach`. */
  readonly near: Body;
  readonly reach: number;
  /** For any vector, ∞ and NaN included. */
  readonly anywhere: Body;
}

/** An instruction of each in turn: a processor waits for one chain of instructions while it works at the others. */
const vectorsPerTurn = 4;
/** How many vectors are summed in float32, about, before the sum joins the float64 one: a power of two. */
const vectorsPerSum = 32;

/**
 * A function over whole vectors: (inputs…, outputs…, table, scalars, sums, count). `sums` points to two float64 for
 * each sum, to which it adds.
 */
export function emitLoop(graph: Graph, loop: Loop, features: Features, layout: TableLayout): WasmFunction {
  return new LoopWriter(graph, loop, features, layout).write();
}

class LoopWriter {
  /** How many parameters point to tensors; the others follow them. */
  private readonly pointers: number;
  private readonly count: number;
  private readonly code: FunctionCode;
  private readonly sums: LaneSums;

  constructor(
    private readonly graph: Graph,
    private readonly loop: Loop,
    features: Features,
    layout: TableLayout,
  ) {
    const { inputs, near } = loop;
    this.pointers = inputs.length + near.outputs.length;
    this.count = this.pointers + 3;
    const indices = new Map(inputs.map((name, index) => [name, index] as const));
    const addresses = { inputs: indices, table: this.pointers, scalars: this.pointers + 1 };
    this.code = new FunctionCode(features, layout, addresses, this.pointers + 4);
    this.sums = new LaneSums(this.code, near.sums.length);
  }

  write(): WasmFunction {
    const { code, sums, loop, count } = this;
    const totals = this.pointers + 2;
    code.hoist([farTest(this.graph, loop.reach, 1), ...rootsOf(loop.near)]);
    sums.loadTotals(totals);
    code.write(instruction.block, instruction.loop);
    code.write(instruction.localGet(count), instruction.intIsZero, instruction.branchIf(1));
    this.writeTurn();
    sums.joinTotals(count, vectorsPerTurn, vectorsPerSum);
    code.write(instruction.branch(0), instruction.end, instruction.end);
    sums.storeTotals(totals);
    const parameters = Array(this.pointers + 4).fill(typeCodes.i32);
    return functionOf(loop.name, parameters, [{ count: code.vectorLocals, type: typeCodes.v128 }], code.bytes);
  }

  private writeTurn(): void {
    const { code, loop, count } = this;
    code.write(instruction.block, instruction.block, instruction.block);
    code.write(instruction.localGet(count), instruction.int(vectorsPerTurn));
    code.write(instruction.intLess, instruction.branchIf(0));
    this.writeNear(vectorsPerTurn, 2);
    // The last vectors, and a turn with a far one in it, one at a time: what a vector gives does not depend on others.
    this.writeNear(1, 1);
    code.branch(rootsOf(loop.anywhere), () => this.writeBodies([loop.anywhere]));
    code.write(instruction.end);
  }

  /** The end of a block, which it leaves where a vector is far; else it goes on behind the block at `depth`. */
  private writeNear(vectors: number, depth: number): void {
    const { code, graph, loop } = this;
    const [isFar, bodies] = [farTest(graph, loop.reach, vectors), bodiesOf(graph, loop.near, vectors)];
    code.branch([isFar, ...bodies.flatMap(rootsOf)], () => {
      code.push(isFar);
      code.write(instruction.anyTrue, instruction.branchIf(0));
      this.writeBodies(bodies);
    });
    code.write(instruction.branch(depth), instruction.end);
  }

  /** Neighbouring vectors, and the step to those behind them. */
  private writeBodies(bodies: readonly Body[]): void {
    const { code } = this;
    code.interleave(bodies.map(rootsOf));
    bodies.forEach((body, vector) => {
      this.writeResults(body, vector);
    });
    for (let pointer = 0; pointer < this.pointers; pointer++) {
      this.advance(pointer, bodies.length * instruction.bytesPerVector);
    }
    this.advance(this.count, -bodies.length);
  }

  private writeResults({ outputs, sums }: Body, vector: number): void {
    const { code, loop } = this;
    outputs.forEach((output, index) => {
      code.write(instruction.localGet(loop.inputs.length + index));
      code.push(output);
      code.write(instruction.store(vector * instruction.bytesPerVector));
    });
    sums.forEach((term, index) => {
      this.sums.add(index, term);
    });
  }

  private advance(local: number, by: number): void {
    this.code.write(instruction.localGet(local), instruction.int(by), instruction.intAdd, instruction.localSet(local));
  }
}

function rootsOf({ outputs, sums }: Body): Node[] {
  return [...outputs, ...sums];
}

/** The body for each of so many vectors. */
function bodiesOf(graph: Graph, { outputs, sums }: Body, vectors: number): Body[] {
  return Array.from({ length: vectors }, (_, vector) => ({
    outputs: forVector(graph, outputs, vector),
    sums: forVector(graph, sums, vector),
  }));
}

/** A mask of the lanes that some of the vectors has beyond `reach`. */
function farTest(graph: Graph, reach: number, vectors: number): Node {
  // Without the sign, the bits of a float are ordered as it is, ∞ and NaN last.
  const sizes = Array.from({ length: vectors }, (_, vector) =>
    graph.and(graph.node('x', [], vector), graph.integer(0x7fffffff)),
  );
  const greatest = sizes.reduce((most, size) => graph.node('integerGreatest', [most, size]));
  return graph.node('integerGreater', [greatest, graph.integer(bitsOf(reach))]);
}
