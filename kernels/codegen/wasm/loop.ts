import type { Features, TableLayout } from './functionCode';
import { FunctionCode } from './functionCode';
import { bitsOf, type Graph, type Node } from './graph';
import * as instruction from './instructions';
import { LaneSums } from './laneSums';
import type { WasmFunction } from './module';
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

/** In turn, an instruction of each: a processor waits for a chain of instructions, and two it can wait for at once. */
const vectorsPerTurn = 2;
export const elementsPerTurn = vectorsPerTurn * 4;
/** How many turns are summed in float32 before the sum joins the float64 one. */
const turnsPerSum = 16;

/**
 * A function over groups of `elementsPerTurn` elements: (inputs…, outputs…, table, scalars, sums, count). `sums` points
 * to two float64 for each sum, to which it adds.
 */
export function emitLoop(graph: Graph, loop: Loop, features: Features, layout: TableLayout): WasmFunction {
  const { inputs, near, anywhere, reach } = loop;
  const pointers = inputs.length + near.outputs.length;
  const [table, scalars, sums, count] = [pointers, pointers + 1, pointers + 2, pointers + 3];
  const addresses = { inputs: new Map(inputs.map((name, index) => [name, index] as const)), table, scalars };
  const code = new FunctionCode(features, layout, addresses, pointers + 4);
  const laneSums = new LaneSums(code, near.sums.length);
  const isFar = farTest(graph, reach);
  const nearBodies = bodiesOf(graph, near);
  const emitBodies = (bodies: readonly Body[]): void => {
    code.interleave(bodies.map(rootsOf));
    bodies.forEach((body, vector) => {
      emitBody(code, body, inputs.length, vector, laneSums);
    });
  };

  code.hoist([isFar, ...nearBodies.flatMap(rootsOf)]);
  laneSums.loadTotals(sums);
  code.write(instruction.block, instruction.loop);
  code.write(instruction.localGet(count), instruction.intIsZero, instruction.branchIf(1));
  code.write(instruction.block, instruction.block);
  code.branch([isFar, ...nearBodies.flatMap(rootsOf)], () => {
    code.push(isFar);
    code.write(instruction.anyTrue, instruction.branchIf(0));
    emitBodies(nearBodies);
  });
  code.write(instruction.branch(1), instruction.end);
  // Rare: one after the other takes the fewest locals.
  bodiesOf(graph, anywhere).forEach((body, vector) => {
    code.branch(rootsOf(body), () => emitBody(code, body, inputs.length, vector, laneSums));
  });
  code.write(instruction.end);
  for (let pointer = 0; pointer < pointers; pointer++) advance(code, pointer, elementsPerTurn * 4);
  advance(code, count, -1);
  laneSums.joinTotals(count, turnsPerSum);
  code.write(instruction.branch(0), instruction.end, instruction.end);
  laneSums.storeTotals(sums);
  return { name: loop.name, parameters: pointers + 4, vectorLocals: code.vectorLocals, body: code.bytes };
}

function rootsOf({ outputs, sums }: Body): Node[] {
  return [...outputs, ...sums];
}

/** The body for each vector of a turn. */
function bodiesOf(graph: Graph, { outputs, sums }: Body): Body[] {
  return Array.from({ length: vectorsPerTurn }, (_, vector) => ({
    outputs: forVector(graph, outputs, vector),
    sums: forVector(graph, sums, vector),
  }));
}

/** A mask of the lanes that some vector of the turn has beyond `reach`. */
function farTest(graph: Graph, reach: number): Node {
  const tests = Array.from({ length: vectorsPerTurn }, (_, vector) => {
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
