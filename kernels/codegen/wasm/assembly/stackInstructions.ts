import { signed, unsigned } from './encoding';
import { vector } from './vectorOpcodes';

export { vector };

export const bytesPerVector = 16;

export const splatLoad = (offset: number): number[] => [...vector('splatLoad'), 2, ...unsigned(offset)];
/** Alignment is a hint: tensors start at multiples of 16 bytes. */
export const load = (offset: number): number[] => [...vector('load'), 4, ...unsigned(offset)];
export const store = (offset: number): number[] => [...vector('store'), 4, ...unsigned(offset)];
export const extractLane = (lane: number): number[] => [...vector('extractLane'), lane];
export const anyTrue: readonly number[] = vector('anyTrue');

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
