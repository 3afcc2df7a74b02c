import type { Node } from './graph';
import * as instruction from './instructions';
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

  /** Leaves the value on the stack. */
  push(node: Node): void {
    const local = this.locals.get(node);
    if (local !== undefined) return this.write(instruction.localGet(local));
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
    switch (operation) {
      case 'x':
      case 'dy':
        return this.write(
          instruction.localGet(this.addresses.inputs.get(operation) ?? 0),
          instruction.load(immediate * 16),
        );
      case 'constant':
        return this.write(
          instruction.localGet(this.addresses.table),
          instruction.splatLoad(this.layout.constantAt(immediate)),
        );
      case 'scalar':
        return this.write(instruction.localGet(this.addresses.scalars), instruction.splatLoad(immediate * 4));
      case 'row0':
      case 'row1':
      case 'row2':
      case 'row3':
        args.forEach((arg) => this.push(arg));
        return this.write(
          instruction.extractLane(Number(operation.slice(-1))),
          instruction.localGet(this.addresses.table),
          instruction.intAdd,
          instruction.load(this.layout.splineAt(immediate)),
        );
      case 'shuffle':
        args.forEach((arg) => this.push(arg));
        return this.write(instruction.vector('shuffle'), shuffleBytes(immediate));
      case 'shiftLeft':
      case 'shiftRight':
        args.forEach((arg) => this.push(arg));
        return this.write(instruction.int(immediate), instruction.vector(operation));
      case 'select':
        args.forEach((arg) => this.push(arg));
        return this.write(instruction.vector(this.features.relaxedSimd ? 'laneSelect' : 'select'));
      case 'mulAdd':
        return this.multiplyAdd(args);
      case 'add':
      case 'sub':
        return this.contracted(node) ? undefined : this.plain(node);
      default:
        this.plain(node);
    }
  }

  private plain({ operation, args }: Node): void {
    args.forEach((arg) => this.push(arg));
    this.write(instruction.vector(operation as instruction.VectorOperation));
  }

  private multiplyAdd(args: readonly Node[]): void {
    const [a, b, c] = args;
    if (!a || !b || !c) return;
    this.push(a);
    this.push(b);
    if (!this.features.relaxedSimd) this.write(instruction.vector('mul'));
    this.push(c);
    this.write(instruction.vector(this.features.relaxedSimd ? 'mulAdd' : 'add'));
  }

  /** a·b + c and c − a·b in one instruction where the product is needed nowhere else. */
  private contracted({ operation, args: [left, right] }: Node): boolean {
    if (!this.features.relaxedSimd || !left || !right) return false;
    const isProduct = (node: Node) =>
      node.operation === 'mul' && this.uses.get(node) === 1 && !this.locals.has(node) && node.varies;
    const product = isProduct(right) ? right : operation === 'add' && isProduct(left) ? left : undefined;
    if (!product) return false;
    product.args.forEach((arg) => this.push(arg));
    this.push(product === right ? left : right);
    this.write(instruction.vector(operation === 'add' ? 'mulAdd' : 'negMulAdd'));
    return true;
  }
}

/** Four lanes, three bits each, as the bytes of two float32 vectors. */
function shuffleBytes(lanes: number): number[] {
  return [9, 6, 3, 0].flatMap((shift) => [0, 1, 2, 3].map((byte) => ((lanes >> shift) & 7) * 4 + byte));
}
