import { signed, unsigned } from './encoding';
import { vector } from './vectorOpcodes';

/** Bytes of WebAssembly: an expression that leaves one value, or a statement that leaves none. */
export type Code = readonly number[];

type Unary = (a: Code) => Code;
type Binary = (a: Code, b: Code) => Code;
type Ternary = (a: Code, b: Code, c: Code) => Code;
type Load = (address: Code, offset?: number) => Code;
type Store = (address: Code, value: Code, offset?: number) => Code;

const unary =
  (...opcode: number[]): Unary =>
  (a) => [...a, ...opcode];
const binary =
  (...opcode: number[]): Binary =>
  (a, b) => [...a, ...b, ...opcode];
const ternary =
  (...opcode: number[]): Ternary =>
  (a, b, c) => [...a, ...b, ...c, ...opcode];
/** Alignment is a hint, and one that engines ignore: 1 byte is always true. */
const load =
  (...opcode: number[]): Load =>
  (address, offset = 0) => [...address, ...opcode, 0, ...unsigned(offset)];
const store =
  (...opcode: number[]): Store =>
  (address, value, offset = 0) => [...address, ...value, ...opcode, 0, ...unsigned(offset)];

export const i32 = {
  const: (value: number): Code => [0x41, ...signed(value)],
  load: load(0x28),
  store: store(0x36),
  add: binary(0x6a),
  sub: binary(0x6b),
  mul: binary(0x6c),
  shiftLeft: binary(0x74),
  lessThan: binary(0x48),
} as const;

/** a where the condition is not 0, else b. */
export const select: Ternary = ternary(0x1b);

export const f32 = {
  const: (value: number): Code => [0x43, ...new Uint8Array(Float32Array.of(value).buffer)],
  load: load(0x2a),
  store: store(0x38),
  add: binary(0x92),
  sub: binary(0x93),
  mul: binary(0x94),
  div: binary(0x95),
  sqrt: unary(0x91),
  equal: binary(0x5b),
  greaterThan: binary(0x5e),
} as const;

/** Four float32 lanes. */
export const f32x4 = {
  load: load(...vector('load')),
  /** One float32 into all lanes. */
  loadSplat: load(...vector('splatLoad')),
  store: store(...vector('store')),
  splat: unary(...vector('splat')),
  equal: binary(...vector('equal')),
  greaterThan: binary(...vector('greater')),
  add: binary(...vector('add')),
  sub: binary(...vector('sub')),
  mul: binary(...vector('mul')),
  div: binary(...vector('div')),
  sqrt: unary(...vector('sqrt')),
  max: binary(...vector('max')),
  /** Lane by lane as {@link select}, the condition a comparison of lanes. */
  select: ternary(...vector('select')),
  /** a·b + c, rounded once or twice as the machine likes best: see relaxedSimd.ts. */
  relaxedMultiplyAdd: ternary(...vector('mulAdd')),
  /** Lanes 0 … 3 are those of a, 4 … 7 those of b. */
  shuffle: (a: Code, b: Code, lanes: readonly number[]): Code => [
    ...a,
    ...b,
    ...vector('shuffle'),
    ...lanes.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte)),
  ],
} as const;

export const f64x2 = {
  add: binary(...vector('doubleAdd')),
  /** The first two of four float32 lanes. */
  promoteLow: unary(...vector('promoteLow')),
  /** Two float64 become the first two of four float32 lanes, the others 0. */
  demoteZero: unary(...vector('demoteZero')),
  zero: (): Code => [...vector('literal'), ...new Uint8Array(16)],
} as const;

export const memory = {
  copy: (to: Code, from: Code, bytes: Code): Code => [...to, ...from, ...bytes, 0xfc, 0x0a, 0, 0],
} as const;
