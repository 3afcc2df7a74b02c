import type { Spline } from '../../expression/expression';
import type { VectorOperation } from './assembly/vectorOpcodes';

/**
 * A program on vectors of four float32 (or int32) lanes, as a graph without repetition: two equal nodes are one object,
 * so that two primitives that need the same exponential share it.
 */
export interface Node {
  readonly id: number;
  readonly operation: VectorOperation | Source;
  readonly args: readonly Node[];
  /** Of a constant its bits, of a tensor which of its vectors, of a parameter which one, of a shift the distance, of a row its offset. */
  readonly immediate: number;
  /** Depends on the elements: cannot be computed before the loop. */
  readonly varies: boolean;
}

/** Where values come from: tensors, the table of constants, the call's scalars, a row of a spline (lane 0 to 3). */
export type Source = 'x' | 'dy' | 'constant' | 'scalar' | `row${0 | 1 | 2 | 3}`;

export type Operand = Node | number;

const floats = new Float32Array(1);
const words = new Int32Array(floats.buffer);

export function bitsOf(value: number): number {
  floats[0] = value;
  return words[0] ?? 0;
}

const commutative: ReadonlySet<Node['operation']> = new Set(['add', 'mul', 'and', 'or', 'xor', 'integerAdd']);

export class Graph {
  private readonly nodes = new Map<string, Node>();
  /** The splines that rows are read from, by the number in the row's immediate. */
  readonly tables: Spline[] = [];

  /** A number stands for the float32 nearest to it. */
  node(operation: Node['operation'], operands: readonly Operand[] = [], immediate = 0): Node {
    const args = operands.map((operand) => (typeof operand === 'number' ? this.number(operand) : operand));
    if (commutative.has(operation)) args.sort((a, b) => a.id - b.id);
    const key = `${operation} ${immediate} ${args.map(({ id }) => id).join()}`;
    const known = this.nodes.get(key);
    if (known) return known;
    const varies = operation === 'x' || operation === 'dy' || args.some((arg) => arg.varies);
    const node: Node = { id: this.nodes.size, operation, args, immediate, varies };
    this.nodes.set(key, node);
    return node;
  }

  tableOf(spline: Spline): number {
    const known = this.tables.indexOf(spline);
    return known < 0 ? this.tables.push(spline) - 1 : known;
  }

  number(value: number): Node {
    return this.integer(bitsOf(value));
  }

  /** The same bits in every lane. */
  integer(bits: number): Node {
    return this.node('constant', [], bits | 0);
  }

  add = (a: Operand, b: Operand): Node => this.node('add', [a, b]);
  sub = (a: Operand, b: Operand): Node => this.node('sub', [a, b]);
  mul = (a: Operand, b: Operand): Node => this.node('mul', [a, b]);
  div = (a: Operand, b: Operand): Node => this.node('div', [a, b]);
  neg = (a: Operand): Node => this.node('neg', [a]);
  abs = (a: Operand): Node => this.node('abs', [a]);
  least = (a: Operand, b: Operand): Node => this.node('least', [a, b]);
  greatest = (a: Operand, b: Operand): Node => this.node('greatest', [a, b]);
  /** a·b + c: rounded once where the engine can. */
  mulAdd = (a: Operand, b: Operand, c: Operand): Node => this.node('mulAdd', [a, b, c]);
  and = (a: Operand, b: Operand): Node => this.node('and', [a, b]);
  greater = (a: Operand, b: Operand): Node => this.node('greater', [a, b]);
  /** By a mask whose lanes are all ones or all zeros. */
  select = (mask: Node, then: Operand, otherwise: Operand): Node => {
    const [a, b] = [then, otherwise].map((value) => (typeof value === 'number' ? this.number(value) : value));
    if (!a || !b || a === b) return a ?? mask;
    if (b === this.integer(0)) return this.and(mask, a);
    return a === this.integer(0) ? this.node('andNot', [b, mask]) : this.node('select', [a, b, mask]);
  };
  shiftLeft = (a: Node, distance: number): Node => this.node('shiftLeft', [a], distance);
  shiftRight = (a: Node, distance: number): Node => this.node('shiftRight', [a], distance);
  integerAdd = (a: Node, b: Node): Node => this.node('integerAdd', [a, b]);
  integerSub = (a: Node, b: Node): Node => this.node('integerSub', [a, b]);
}
