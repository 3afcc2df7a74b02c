import { signed, unsigned } from './assembly/encoding';

/** What a vector of four lanes can do, by its opcode behind the SIMD prefix. Operands come in the order of the arguments. */
export const vectorOpcodes = {
  splatLoad: 0x09,
  load: 0x00,
  shuffle: 0x0d,
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
  promoteLow: 0x5f,
  nearest: 0x6a,
  shiftLeft: 0xab,
  shiftRight: 0xac,
  integerAdd: 0xae,
  integerSub: 0xb1,
  abs: 0xe0,
  neg: 0xe1,
  sqrt: 0xe3,
  add: 0xe4,
  sub: 0xe5,
  mul: 0xe6,
  div: 0xe7,
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

export const bytesPerVector = 16;
const simd = 0xfd;

export const vector = (operation: VectorOperation): number[] => [simd, ...unsigned(vectorOpcodes[operation])];
export const splatLoad = (offset: number): number[] => [...vector('splatLoad'), 2, ...unsigned(offset)];
/** Alignment is a hint: tensors start at multiples of 16 bytes. */
export const load = (offset: number): number[] => [...vector('load'), 4, ...unsigned(offset)];
export const store = (offset: number): number[] => [simd, 0x0b, 4, ...unsigned(offset)];
export const extractLane = (lane: number): number[] => [simd, 0x1b, lane];
export const anyTrue: readonly number[] = [simd, 0x53];

export const localGet = (index: number): number[] => [0x20, ...unsigned(index)];
export const localSet = (index: number): number[] => [0x21, ...unsigned(index)];
export const localTee = (index: number): number[] => [0x22, ...unsigned(index)];
export const int = (value: number): number[] => [0x41, ...signed(value)];
export const intIsZero: readonly number[] = [0x45];
/** Of two unsigned numbers. */
export const intLess: readonly number[] = [0x49];
export const intAdd: readonly number[] = [0x6a];
export const intSub: readonly number[] = [0x6b];
export const intAnd: readonly number[] = [0x71];

export const block: readonly number[] = [0x02, 0x40];
export const loop: readonly number[] = [0x03, 0x40];
export const whenTrue: readonly number[] = [0x04, 0x40];
export const end: readonly number[] = [0x0b];
export const branch = (depth: number): number[] => [0x0c, ...unsigned(depth)];
export const branchIf = (depth: number): number[] => [0x0d, ...unsigned(depth)];
