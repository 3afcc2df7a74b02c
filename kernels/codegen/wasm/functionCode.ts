import * as instruction from './assembly/stackInstructions';
import type { VectorOperation } from './assembly/vectorOpcodes';
import type { Node } from './graph';
import { nodesOf } from './optimize';

/** What an engine can do beyond plain SIMD. */
export interface Features {
  /** Multiply-add in one rounding, and selects in one instruction. */
  readonly relaxedSimd: boolean;
  readonly sharedMemory: boolean;
}

/** Where things lie in the table of constants, in bytes from its start. */
export interface TableLayout {
  constantAt(bits: number): number;
  splineAt(index: number): number;
}

/** Locals of the function that hold addresses. */
export interface Addresses {
  /** Of each input tensor's current vector, by its node's operation. */
  inputs: ReadonlyMap<Node['operation'], number>;
  table: number;
  scalars: number;
}

/** The instructions of one function, as its nodes are asked for. A value used more than once lies in a local. */
export class FunctionCode {
  readonly bytes: number[] = [];
  private readonly locals = new Map<Node, number>();
  private uses = new Map<Node, number>();
  vectorLocals = 0;

  constructor(
    private readonly features: Features,
    private readonly layout: TableLayout,
    private readonly addresses: Addresses,
    private readonly firstVectorLocal: number,
  ) {}

  write(...parts: readonly (readonly number[])[]): void {
    for (const part of parts) this.bytes.push(...part);
  }

  newVectorLocal(): number {
    return this.firstVectorLocal + this.vectorLocals++;
  }

  /** Computes before the loop what does not vary in it; an engine would compute a constant again at each use. */
  hoist(roots: readonly Node[]): void {
    const all = nodesOf(roots);
    this.countUses(roots);
    const needed = new Set([...all.filter(({ varies }) => varies).flatMap(({ args }) => args), ...roots]);
    for (const node of all) if (!node.varies && needed.has(node)) this.keep(node);
  }

  /** Forgets the locals of a branch: what it computed is not there on the other one. */
  branch(roots: readonly Node[], emit: () => void): void {
    const before = new Map(this.locals);
    this.countUses(roots);
    emit();
    this.locals.clear();
    for (const [node, local] of before) this.locals.set(node, local);
  }

  /** Computes what the lists of roots need in turn, a node of each, into locals. */
  interleave(lists: readonly (readonly Node[])[]): void {
    const nodes = lists.map((roots) => nodesOf(roots).filter(({ varies }) => varies));
    const longest = Math.max(...nodes.map(({ length }) => length));
    for (let turn = 0; turn < longest; turn++) {
      for (const list of nodes) {
        const node = list[turn];
        // A product that is only added to something becomes one instruction with that sum.
        if (node && !this.locals.has(node) && !this.isLoneProduct(node)) this.keep(node);
      }
    }
  }

  /** Leaves the value on the stack. */
  push(node: Node): void {
    const local = this.locals.get(node);
    if (local === undefined) this.computeAndKeep(node);
    else this.write(instruction.localGet(local));
  }

  /** Leaves the value plus a local's on the stack. */
  pushSum(node: Node, local: number): void {
    const pushLocal = () => this.write(instruction.localGet(local));
    if (this.isLoneProduct(node)) this.multiplyAdd(node.args, pushLocal, 'mulAdd');
    else {
      this.push(node);
      pushLocal();
      this.write(instruction.vector('add'));
    }
  }

  private computeAndKeep(node: Node): void {
    this.compute(node);
    if ((this.uses.get(node) ?? 0) < 2 || node.operation === 'constant') return;
    const kept = this.newVectorLocal();
    this.locals.set(node, kept);
    this.write(instruction.localTee(kept));
  }

  private keep(node: Node): void {
    this.push(node);
    const local = this.locals.get(node) ?? this.newVectorLocal();
    this.locals.set(node, local);
    this.write(instruction.localSet(local));
  }

  private countUses(roots: readonly Node[]): void {
    this.uses = new Map();
    for (const node of [...nodesOf(roots).flatMap(({ args }) => args), ...roots]) {
      this.uses.set(node, (this.uses.get(node) ?? 0) + 1);
    }
  }

  private compute(node: Node): void {
    const { operation, args, immediate } = node;
    if (this.load(operation, immediate) || this.contracted(node)) return;
    for (const arg of args) this.push(arg);
    switch (operation) {
      case 'row0':
      case 'row1':
      case 'row2':
      case 'row3':
        this.loadRow(Number(operation.slice(-1)), this.layout.splineAt(immediate));
        break;
      case 'shuffle':
        this.write(instruction.vector(operation), shuffleBytes(immediate));
        break;
      case 'shiftLeft':
      case 'shiftRight':
        this.write(instruction.int(immediate), instruction.vector(operation));
        break;
      case 'select':
        this.write(instruction.vector(this.features.relaxedSimd ? 'laneSelect' : operation));
        break;
      default:
        this.write(instruction.vector(operation as VectorOperation));
    }
  }

  private load(operation: Node['operation'], immediate: number): boolean {
    const { inputs, table, scalars } = this.addresses;
    const tensor = inputs.get(operation);
    if (tensor !== undefined) {
      const offset = immediate * instruction.bytesPerVector;
      this.write(instruction.localGet(tensor), instruction.load(offset));
    } else if (operation === 'scalar') this.write(instruction.localGet(scalars), instruction.splatLoad(immediate * 4));
    else if (operation === 'constant') {
      this.write(instruction.localGet(table), instruction.splatLoad(this.layout.constantAt(immediate)));
    } else return false;
    return true;
  }

  /** The offset of the row in its spline is one lane of the vector on the stack. */
  private loadRow(lane: number, spline: number): void {
    const address = [...instruction.localGet(this.addresses.table), ...instruction.intAdd];
    this.write(instruction.extractLane(lane), address, instruction.load(spline));
  }

  /** a·b + c and c − a·b: in one instruction where there is one, and the product is needed nowhere else. */
  private contracted(node: Node): boolean {
    const [left, right, addend] = node.args;
    if (!left || !right) return false;
    const pushing = (operand: Node) => () => this.push(operand);
    if (node.operation === 'mulAdd' && addend) return this.multiplyAdd([left, right], pushing(addend), 'mulAdd');
    if (!this.features.relaxedSimd || (node.operation !== 'add' && node.operation !== 'sub')) return false;
    const operation = node.operation === 'add' ? 'mulAdd' : 'negMulAdd';
    if (this.isLoneProduct(right)) return this.multiplyAdd(right.args, pushing(left), operation);
    return operation === 'mulAdd' && this.isLoneProduct(left) && this.multiplyAdd(left.args, pushing(right), operation);
  }

  private isLoneProduct(node: Node): boolean {
    return node.operation === 'mul' && node.varies && this.uses.get(node) === 1 && !this.locals.has(node);
  }

  private multiplyAdd(factors: readonly Node[], pushAddend: () => void, operation: 'mulAdd' | 'negMulAdd'): true {
    for (const factor of factors) this.push(factor);
    if (this.features.relaxedSimd) {
      pushAddend();
      this.write(instruction.vector(operation));
      return true;
    }
    this.write(instruction.vector('mul'));
    pushAddend();
    this.write(instruction.vector('add'));
    return true;
  }
}

/** Four lanes, three bits each, as the bytes of two float32 vectors. */
function shuffleBytes(lanes: number): number[] {
  return [9, 6, 3, 0].flatMap((shift) => [0, 1, 2, 3].map((byte) => ((lanes >> shift) & 7) * 4 + byte));
}
