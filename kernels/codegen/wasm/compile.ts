import { evaluatorOf } from '../../expression/evaluator';
import type { Expression } from '../../expression/expression';
import type { Program } from '../program';
import { wasmModule } from './assembly/wasmModule';
import { boundsWithin, everything } from './bounds';
import type { Features, TableLayout } from './functionCode';
import { Graph, type Node } from './graph';
import { type Body, emitLoop, type Loop } from './loop';
import { type Lowering, lowerer } from './lower';
import { nodesOf, optimize } from './optimize';

/** A program as a WebAssembly module, and the numbers it reads. */
export interface WasmProgram {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Constants and splines: copied once into the module's memory, at a multiple of 16 bytes. */
  readonly table: Int32Array;
  /** What a call has to write for the parameters' values: see {@link scalarsOf}. */
  scalarsOf(values: Readonly<Record<string, number>>): number[];
}

/** Names of the exported functions. */
export const functionNames = ['forward', 'forwardWithSlope', 'backward'] as const;

/**
 * Bounds of |x| for which a second, cheaper body is made, the first whose body is the shortest. Up to 87 no e^±x leaves
 * the normal numbers, up to 12 no e^(−x²/2).
 */
const reaches = [87, 12];

export function compileWasm(program: Program, features: Features): WasmProgram {
  const graph = new Graph();
  const outputs = [program.value, program.slope, ...program.parameterSlopes];
  const anywhere = lowerAnywhere(graph, program, outputs);
  const within = reaches.map((reach) => ({ reach, nodes: lowerWithin(graph, program, outputs, reach) }));
  const table = new Table(graph);
  const loops = functionNames.map((name): Loop => {
    const body = bodyOf(name, graph, anywhere);
    const candidates = within.map(({ reach, nodes }) => {
      const near = optimizeBody(graph, bodyOf(name, graph, nodes));
      return { reach, near, length: nodesOf([...near.outputs, ...near.sums]).length };
    });
    const shortest = Math.min(...candidates.map(({ length }) => length));
    const best = candidates.find(({ length }) => length === shortest) ?? candidates[0];
    if (!best) throw new Error('No reach was tried.');
    const { reach, near } = best;
    return {
      name,
      inputs: name === 'backward' ? ['x', 'dy'] : ['x'],
      near,
      reach,
      anywhere: optimizeBody(graph, body),
    };
  });
  const functions = loops.map((loop) => emitLoop(graph, loop, features, table));
  return {
    bytes: wasmModule(functions, features.sharedMemory),
    table: table.words(),
    scalarsOf: scalarsOf(program, outputs),
  };
}

function bodyOf(name: (typeof functionNames)[number], graph: Graph, [value, slope, ...byParameters]: Node[]): Body {
  if (!value || !slope) throw new Error('A program has a value and a slope.');
  if (name === 'forward') return { outputs: [value], sums: [] };
  if (name === 'forwardWithSlope') return { outputs: [value, slope], sums: [] };
  const dy = graph.node('dy');
  return { outputs: [graph.mul(dy, slope)], sums: byParameters.map((byParameter) => graph.mul(dy, byParameter)) };
}

function optimizeBody(graph: Graph, { outputs, sums }: Body): Body {
  const roots = optimize(graph, [...outputs, ...sums]);
  return { outputs: roots.slice(0, outputs.length), sums: roots.slice(outputs.length) };
}

function lowerWithin(graph: Graph, program: Program, outputs: readonly Expression[], reach: number): Node[] {
  return outputs.map(lowerer(loweringOf(graph, program, boundsWithin({ low: -reach, high: reach }))));
}

/** At ±∞ and NaN as the reference has it, computed once a call: a formula's parts may well be ∞ − ∞ there. */
function lowerAnywhere(graph: Graph, program: Program, outputs: readonly Expression[]): Node[] {
  const lower = lowerer(loweringOf(graph, program, boundsWithin(everything)));
  const x = graph.node('x');
  const isNumber = graph.node('equal', [x, x]);
  return outputs.map((output, index) => {
    const [right, left] = [0, 1].map((side) => scalar(graph, program.parameters.length + 2 * index + side));
    const atEnds = graph.select(graph.greater(x, 0), right ?? x, left ?? x);
    const isEnclosed = graph.greater(Number.POSITIVE_INFINITY, graph.abs(x));
    return graph.select(isNumber, graph.select(isEnclosed, lower(output), atEnds), x);
  });
}

function loweringOf(graph: Graph, program: Program, boundsOf: Lowering['boundsOf']): Lowering {
  const scalarOf = (name: string): Node => {
    const index = program.parameters.indexOf(name);
    if (index < 0) throw new Error(`${program.title} mentions ${name}, which is none of its parameters.`);
    return scalar(graph, index);
  };
  return { graph, x: graph.node('x'), scalarOf, boundsOf };
}

function scalar(graph: Graph, index: number): Node {
  return graph.node('scalar', [], index);
}

/** The parameters' values, then each output's values at ∞ and −∞. */
function scalarsOf(program: Program, outputs: readonly Expression[]): WasmProgram['scalarsOf'] {
  const evaluators = outputs.map(evaluatorOf);
  return (values) => {
    const ends = evaluators.flatMap((evaluate) => [evaluate(Infinity, values), evaluate(-Infinity, values)]);
    return [...program.parameters.map((name) => values[name] ?? Number.NaN), ...ends];
  };
}

/** Splines first, as rows of four; then each constant once. */
class Table implements TableLayout {
  private readonly slots = new Map<number, number>();

  constructor(private readonly graph: Graph) {}

  splineAt(index: number): number {
    const before = this.graph.tables.slice(0, index);
    return before.reduce((bytes, { coefficients }) => bytes + 4 * coefficients.length, 0);
  }

  constantAt(bits: number): number {
    const slot = this.slots.get(bits) ?? this.slots.size;
    this.slots.set(bits, slot);
    return this.splineAt(this.graph.tables.length) + 4 * slot;
  }

  /** As bits: a mask that happens to be a NaN must not pass through a number. */
  words(): Int32Array {
    const splines = Float32Array.from(this.graph.tables.flatMap(({ coefficients }) => coefficients));
    return Int32Array.from([...new Int32Array(splines.buffer), ...this.slots.keys()]);
  }
}
