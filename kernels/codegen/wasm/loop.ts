import type { Features, TableLayout } from './functionCode';
import { FunctionCode } from './functionCode';
import { bitsOf, type Graph, type Node } from './graph';
import * as instruction from './instructions';
import type { WasmFunction } from './module';

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

/** How many vectors are summed in float32 before the sum joins the float64 one. */
const vectorsPerSum = 32;
const bytesPerVector = 16;
/** f32x4 lanes 2 and 3 moved to the front. */
const upperHalf = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];

/**
 * A function over whole vectors: (inputs…, outputs…, table, scalars, sums, count). `sums` points to two float64 for
 * each sum, to which it adds.
 */
export function emitLoop(graph: Graph, loop: Loop, features: Features, layout: TableLayout): WasmFunction {
  const { inputs, near, anywhere } = loop;
  const pointers = inputs.length + near.outputs.length;
  const [table, scalars, sums, count] = [pointers, pointers + 1, pointers + 2, pointers + 3];
  const addresses = { inputs: new Map(inputs.map((name, index) => [name, index] as const)), table, scalars };
  const code = new FunctionCode(features, layout, addresses, pointers + 4);
  const x = graph.node('x');
  // Without the sign, the bits of a float are ordered as it is, ∞ and NaN last.
  const size = graph.and(x, graph.integer(0x7fffffff));
  const isFar = graph.node('integerGreater', [size, graph.integer(bitsOf(loop.reach))]);
  const roots = [isFar, ...near.outputs, ...near.sums];
  const lanes = near.sums.map(() => code.newVectorLocal());
  const totals = near.sums.map(() => code.newVectorLocal());

  const emitBody = ({ outputs, sums: terms }: Body): void => {
    outputs.forEach((output, index) => {
      code.write(instruction.localGet(inputs.length + index));
      code.push(output);
      code.write(instruction.store(0));
    });
    terms.forEach((term, index) => {
      const lane = lanes[index] ?? 0;
      code.push(term);
      code.write(instruction.localGet(lane), instruction.vector('add'), instruction.localSet(lane));
    });
  };
  const flush = (): void => {
    lanes.forEach((lane, index) => {
      const total = totals[index] ?? 0;
      code.write(instruction.localGet(total), instruction.localGet(lane), instruction.vector('promoteLow'));
      code.write(instruction.vector('doubleAdd'), instruction.localGet(lane), instruction.localGet(lane));
      code.write(instruction.vector('shuffle'), upperHalf, instruction.vector('promoteLow'));
      code.write(instruction.vector('doubleAdd'), instruction.localSet(total));
      code.write(instruction.localGet(lane), instruction.localGet(lane));
      code.write(instruction.vector('xor'), instruction.localSet(lane));
    });
  };

  code.hoist(roots);
  totals.forEach((total, index) => {
    code.write(instruction.localGet(sums), instruction.load(index * bytesPerVector), instruction.localSet(total));
  });
  code.write(instruction.block, instruction.loop);
  code.write(instruction.localGet(count), instruction.intIsZero, instruction.branchIf(1));
  code.write(instruction.block, instruction.block);
  code.branch(roots, () => {
    code.push(isFar);
    code.write(instruction.anyTrue, instruction.branchIf(0));
    emitBody(near);
  });
  code.write(instruction.branch(1), instruction.end);
  code.branch([...anywhere.outputs, ...anywhere.sums], () => emitBody(anywhere));
  code.write(instruction.end);
  for (let pointer = 0; pointer < pointers; pointer++) advance(code, pointer, bytesPerVector);
  advance(code, count, -1);
  if (near.sums.length > 0) {
    code.write(instruction.localGet(count), instruction.int(vectorsPerSum - 1), instruction.intAnd);
    code.write(instruction.intIsZero, instruction.whenTrue);
    flush();
    code.write(instruction.end);
  }
  code.write(instruction.branch(0), instruction.end, instruction.end);
  totals.forEach((total, index) => {
    code.write(instruction.localGet(sums), instruction.localGet(total), instruction.store(index * bytesPerVector));
  });
  return { name: loop.name, parameters: pointers + 4, vectorLocals: code.vectorLocals, body: code.bytes };
}

function advance(code: FunctionCode, local: number, by: number): void {
  code.write(instruction.localGet(local), instruction.int(by), instruction.intAdd, instruction.localSet(local));
}
