import * as instruction from './assembly/stackInstructions';
import type { FunctionCode } from './functionCode';
import type { Node } from './graph';

/** Two float64. */
const bytesPerTotal = 16;
/** f32x4 lanes 2 and 3 moved to the front. */
const upperHalf = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];

/** Sums over a loop: terms are added lane by lane in float32, and now and then join a total in float64. */
export class LaneSums {
  private readonly sums: readonly { lanes: number; total: number }[];

  constructor(
    private readonly code: FunctionCode,
    count: number,
  ) {
    this.sums = Array.from({ length: count }, () => ({ lanes: code.newVectorLocal(), total: code.newVectorLocal() }));
  }

  loadTotals(address: number): void {
    this.sums.forEach(({ total }, index) => {
      this.code.write(instruction.localGet(address), instruction.load(index * bytesPerTotal));
      this.code.write(instruction.localSet(total));
    });
  }

  storeTotals(address: number): void {
    this.sums.forEach(({ total }, index) => {
      this.code.write(instruction.localGet(address), instruction.localGet(total));
      this.code.write(instruction.store(index * bytesPerTotal));
    });
  }

  add(index: number, term: Node): void {
    const lanes = this.sums[index]?.lanes ?? 0;
    this.code.pushSum(term, lanes);
    this.code.write(instruction.localSet(lanes));
  }

  /** Adds the lanes to the totals when a counter that goes down by up to `step` has come to a multiple of `period`. */
  joinTotals(counter: number, step: number, period: number): void {
    if (this.sums.length === 0) return;
    this.code.write(instruction.localGet(counter), instruction.int(period - 1), instruction.intAnd);
    this.code.write(instruction.int(step), instruction.intLess, instruction.whenTrue);
    for (const { lanes, total } of this.sums) this.joinTotal(lanes, total);
    this.code.write(instruction.end);
  }

  private joinTotal(lanes: number, total: number): void {
    const get = instruction.localGet(lanes);
    this.code.write(instruction.localGet(total), get, instruction.vector('promoteLow'));
    this.code.write(instruction.vector('doubleAdd'), get, get);
    this.code.write(instruction.vector('shuffle'), upperHalf, instruction.vector('promoteLow'));
    this.code.write(instruction.vector('doubleAdd'), instruction.localSet(total));
    this.code.write(get, get, instruction.vector('xor'), instruction.localSet(lanes));
  }
}
