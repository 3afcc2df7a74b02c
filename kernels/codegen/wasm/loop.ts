import { functionOf, typeCodes, type WasmFunction } from './assembly/wasmModule';
import type { Features, TableLayout } from './functionCode';
import { FunctionCode } from './functionCode';
import { bitsOf, type Graph, type Node } from './graph';
import * as instruction from './instructions';
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
  const { inputs, near, anywhere, reach } = loop;
  const pointers = inputs.length + near.outputs.length;
  const [table, scalars, totals, count] = [pointers, pointers + 1, pointers + 2, pointers + 3];
  const addresses = { inputs: new Map(inputs.map((name, index) => [name, index] as const)), table, scalars };
  const code = new FunctionCode(features, layout, addresses, pointers + 4);
  const sums = new LaneSums(code, near.sums.length);
  const emitBodies = (bodies: readonly Body[]): void => {
    code.interleave(bodies.map(rootsOf));
    bodies.forEach((body, vector) => {
      emitBody(code, body, inputs.length, vector, sums);
    });
    for (let pointer = 0; pointer < pointers; pointer++) {
      advance(code, pointer, bodies.length * instruction.bytesPerVector);
    }
    advance(code, count, -bodies.length);
  };
  /** Goes on to what follows the block at `depth` from a block that it leaves where a vector is far. */
  const emitNear = (vectors: number, depth: number): void => {
    const [isFar, bodies] = [farTest(graph, reach, vectors), bodiesOf(graph, near, vectors)];
    code.branch([isFar, ...bodies.flatMap(rootsOf)], () => {
      code.push(isFar);
      code.write(instruction.anyTrue, instruction.branchIf(0));
      emitBodies(bodies);
    });
    code.write(instruction.branch(depth), instruction.end);
  };

  code.hoist([farTest(graph, reach, 1), ...rootsOf(near)]);
  sums.loadTotals(totals);
  code.write(instruction.block, instruction.loop);
  code.write(instruction.localGet(count), instruction.intIsZero, instruction.branchIf(1));
  code.write(instruction.block, instruction.block, instruction.block);
  code.write(
    instruction.localGet(count),
    instruction.int(vectorsPerTurn),
    instruction.intLess,
    instruction.branchIf(0),
  );
  emitNear(vectorsPerTurn, 2);
  // The last vectors, and a turn with a far one in it, one at a time: what a vector gives does not depend on others.
  emitNear(1, 1);
  code.branch(rootsOf(anywhere), () => emitBodies([anywhere]));
  code.write(instruction.end);
  sums.joinTotals(count, vectorsPerTurn, vectorsPerSum);
  code.write(instruction.branch(0), instruction.end, instruction.end);
  sums.storeTotals(totals);
  const parameters = Array(pointers + 4).fill(typeCodes.i32);
  return functionOf(loop.name, parameters, [{ count: code.vectorLocals, type: typeCodes.v128 }], code.bytes);
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
  const tests = Array.from({ length: vectors }, (_, vector) => {
    // Without the sign, the bits of a float are ordered as it is, ∞ and NaN last.
    const size = graph.and(graph.node('x', [], vector), graph.integer(0x7fffffff));
    return graph.node('integerGreater', [size, graph.integer(bitsOf(reach))]);
  });
  return tests.reduce((some, test) => graph.node('or', [some, test]));
}

function emitBody(code: FunctionCode, body: Body, firstOutput: number, vector: number, sums: LaneSums): void {
  body.outputs.forEach((output, index) => {
    code.write(instruction.localGet(firstOutput + index));
    code.push(output);
    code.write(instruction.store(vector * instruction.bytesPerVector));
  });
  body.sums.forEach((term, index) => {
    code.push(term);
    sums.add(index);
  });
}

function advance(code: FunctionCode, local: number, by: number): void {
  code.write(instruction.localGet(local), instruction.int(by), instruction.intAdd, instruction.localSet(local));
}
