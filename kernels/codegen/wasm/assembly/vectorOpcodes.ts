import { unsigned } from './encoding';

/** What a vector of four lanes can do, by its opcode behind the SIMD prefix. Operands come in the order of the arguments. */
export const vectorOpcodes = {
  load: 0x00,
  /** One float32 of the memory into all lanes. */
  splatLoad: 0x09,
  store: 0x0b,
  /** Sixteen bytes that follow. */
  literal: 0x0c,
  shuffle: 0x0d,
  /** One float32 into all lanes. */
  splat: 0x13,
  extractLane: 0x1b,
  integerEqual: 0x37,
  integerGreater: 0x3b,
  equal: 0x41,
  notEqual: 0x42,
  less: 0x43,
  greater: 0x44,
  not: 0x4d,
  and: 0x4e,
  andNot: 0x4f,
  or: 0x50,
  xor: 0x51,
  /** then, otherwise, mask. */
  select: 0x52,
  anyTrue: 0x53,
  /** Two float64 become the first two of four float32 lanes, the others 0. */
  demoteZero: 0x5e,
  promoteLow: 0x5f,
  nearest: 0x6a,
  shiftLeft: 0xab,
  shiftRight: 0xac,
  integerAdd: 0xae,
  integerSub: 0xb1,
  integerGreatest: 0xb8,
  abs: 0xe0,
  neg: 0xe1,
  sqrt: 0xe3,
  add: 0xe4,
  sub: 0xe5,
  mul: 0xe6,
  div: 0xe7,
  max: 0xe9,
  /** The second argument where it is less, else the first: one instruction, which the NaN-keeping min is not. */
  least: 0xea,
  greatest: 0xeb,
  doubleAdd: 0xf0,
  toInteger: 0xf8,
  toFloat: 0xfa,
  /** a·b + c, rounded once: only where the engine has relaxed SIMD. */
  mulAdd: 0x105,
  /** c − a·b. */
  negMulAdd: 0x106,
  /** `select` by a mask whose lanes are all ones or all zeros. */
  laneSelect: 0x10b,
} as const;

export type VectorOperation = keyof typeof vectorOpcodes;

const simd = 0xfd;

export const vector = (operation: VectorOperation): number[] => [simd, ...unsigned(vectorOpcodes[operation])];
