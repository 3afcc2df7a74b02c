import type { Call, Primitive } from '../../expression/expression';

export interface CallText {
  readonly text: string;
  /** Of the library. */
  readonly uses?: readonly string[];
}

type Spelling = (args: readonly string[], call: Call) => CallText;

/** How each primitive is written in the shader language. A spline's table has its place among others: see statements.ts. */
export const calls: Record<Exclude<Primitive, 'spline'>, Spelling> = {
  add: infix('+'),
  sub: infix('-'),
  mul: infix('*'),
  div: infix('/'),
  min: library('smaller'),
  max: library('larger'),
  power: ([a = '', b = ''], call) => powerText(a, b, call),
  where: ([test, then, otherwise]) => ({ text: `select(${otherwise}, ${then}, ${test} > 0.0f)` }),
  neg: ([a]) => ({ text: `-${a}` }),
  abs: ([a]) => ({ text: `abs(${a})` }),
  step: ([a]) => ({ text: `select(0.0f, 1.0f, ${a} > 0.0f)` }),
  sqrt: ([a]) => ({ text: `sqrt(${a})` }),
  exp: library('exp_'),
  expm1: library('expm1_'),
  log: library('log_'),
  log1p: library('log1p_'),
  sin: library('sin_'),
  cos: library('cos_'),
  atan: library('atan_'),
  tanh: library('tanh_'),
  sigmoid: library('sigmoid_'),
  softplus: library('softplus_'),
  erf: library('erf_'),
  erfc: library('erfc_'),
};

function infix(operator: string): Spelling {
  return ([a, b]) => ({ text: `${a} ${operator} ${b}` });
}

function library(name: string): Spelling {
  return (args) => ({ text: `${name}(${args.join(', ')})`, uses: [name] });
}

/** Whole exponents are products: the logarithm's way is for bases that are never below 0. */
function powerText(base: string, exponent: string, { args: [, power] }: Call): CallText {
  if (power?.kind !== 'constant' || !Number.isInteger(power.value)) {
    return { text: `power_(${base}, ${exponent})`, uses: ['power_'] };
  }
  // The reciprocal first: a power of something small may vanish where its reciprocal is still a number.
  const factor = power.value < 0 ? `(1.0f / ${base})` : base;
  return { text: productOf(factor, Math.abs(power.value)), uses: ['square_'] };
}

function productOf(base: string, times: number): string {
  if (times === 1) return base;
  const even = `square_(${productOf(base, Math.floor(times / 2))})`;
  return times % 2 === 0 ? even : `${even} * ${base}`;
}
