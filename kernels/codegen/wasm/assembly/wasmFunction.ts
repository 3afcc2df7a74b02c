import { unsigned } from './encoding';
import { type Code, i32 } from './instructions';
import { functionOf, typeCodes, type WasmFunction } from './wasmModule';

export type ValueType = keyof typeof typeCodes;

export interface Local {
  readonly get: Code;
  set(value: Code): Code;
}

/** What a function's body is written with beside instructions: its local variables. */
export interface Body {
  i32(): Local;
  f32(): Local;
  v128(): Local;
}

/** A function that returns nothing, its parameters known by name. */
export function wasmFunction<Name extends string>(
  name: string,
  parameters: Readonly<Record<Name, ValueType>>,
  write: (parameters: Record<Name, Local>, body: Body) => Code,
): WasmFunction {
  const entries = Object.entries<ValueType>(parameters);
  const types = entries.map(([, type]) => typeCodes[type]);
  const locals: number[] = [];
  const local = (type: ValueType): Local => {
    locals.push(typeCodes[type]);
    return localAt(types.length + locals.length - 1);
  };
  const named = Object.fromEntries(entries.map(([key], index) => [key, localAt(index)])) as Record<Name, Local>;
  const code = write(named, { i32: () => local('i32'), f32: () => local('f32'), v128: () => local('v128') });
  return functionOf(
    name,
    types,
    locals.map((type) => ({ count: 1, type })),
    code,
  );
}

function localAt(index: number): Local {
  const place = unsigned(index);
  return { get: [0x20, ...place], set: (value) => [...value, 0x21, ...place] };
}

/** Repeats the statements while `counter`, raised by `step` after each turn, is less than `end`. */
export function countUp(counter: Local, end: Code, step: number, statements: readonly Code[]): Code {
  const test = i32.lessThan(counter.get, end);
  const next = counter.set(i32.add(counter.get, i32.const(step)));
  return when(test, [[0x03, 0x40, ...statements.flat(), ...next, ...test, 0x0d, 0, 0x0b]]);
}

export function when(test: Code, then: readonly Code[], otherwise: readonly Code[] = []): Code {
  const rest = otherwise.length === 0 ? [] : [0x05, ...otherwise.flat()];
  return [...test, 0x04, 0x40, ...then.flat(), ...rest, 0x0b];
}
