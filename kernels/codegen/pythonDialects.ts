import type { BinaryPrimitive, UnaryPrimitive } from '../expression/expression';

/**
 * How a Python library writes the primitives. `{torch}`, `{jnp}` … stand for the names under which a file imports the
 * library's modules (see `modules`); operators, squares and numbers are the same for all.
 */
export interface PythonDialect {
  readonly id: 'torch' | 'keras' | 'tensorflow' | 'jax';
  /** What stands for which module: `jnp` for 'jax.numpy'. */
  readonly modules: ReadonlyMap<string, string>;
  readonly unary: Readonly<Record<Exclude<UnaryPrimitive, 'neg' | 'abs'>, (a: string) => string>>;
  readonly binary: Readonly<Record<Extract<BinaryPrimitive, 'min' | 'max'>, (a: string, b: string) => string>>;
  square(a: string): string;
  /** max(a, 0) and min(a, 0): of both, the slope at 0 is the one from the left, whatever the library does with ties. */
  positivePart(a: string): string;
  negativePart(a: string): string;
  /** One of these two says its operand twice. */
  readonly repeatsClipped: boolean;
  where(test: string, then: string, otherwise: string): string;
  /** `x` in float32 or better: the tails of exp and log are lost in 16 bits. */
  widen(x: string): string;
  /** `value` in the type that `x` has. */
  narrow(value: string, x: string): string;
}

export const torchDialect: PythonDialect = {
  id: 'torch',
  modules: new Map([['torch', 'torch']]),
  unary: {
    ...callsOf('{torch}', ['exp', 'expm1', 'log', 'log1p', 'sqrt', 'sin', 'cos', 'atan', 'tanh', 'sigmoid']),
    ...callsOf('{torch}', ['erf', 'erfc']),
    softplus: (a) => `{torch}.nn.functional.softplus(${a})`,
    step: (a) => `{torch}.where(${a} > 0, 1.0, 0.0)`,
  },
  binary: {
    min: (a, b) => (isNumber(b) ? `{torch}.clamp(${a}, max=${b})` : `{torch}.minimum(${a}, ${b})`),
    max: (a, b) => (isNumber(b) ? `{torch}.clamp(${a}, min=${b})` : `{torch}.maximum(${a}, ${b})`),
  },
  square: (a) => `{torch}.square(${a})`,
  positivePart: (a) => `{torch}.relu(${a})`,
  negativePart: (a) => `{torch}.clamp(${a}, max=0.0)`,
  repeatsClipped: false,
  where: (test, then, otherwise) => `{torch}.where(${test} > 0, ${then}, ${otherwise})`,
  widen: (x) => `${x}.to({torch}.promote_types(${x}.dtype, {torch}.float32))`,
  narrow: (value, x) => `${value}.to(${x}.dtype)`,
};

export const kerasDialect: PythonDialect = {
  id: 'keras',
  modules: new Map([['keras', 'keras']]),
  unary: {
    ...callsOf('{keras}.ops', ['exp', 'expm1', 'log', 'log1p', 'sqrt', 'sin', 'cos', 'tanh', 'sigmoid', 'softplus']),
    ...callsOf('{keras}.ops', ['erf']),
    atan: (a) => `{keras}.ops.arctan(${a})`,
    erfc: (a) => `(1.0 - {keras}.ops.erf(${a}))`,
    step: (a) => `{keras}.ops.where(${a} > 0, 1.0, 0.0)`,
  },
  binary: pairsOf('{keras}.ops'),
  square: (a) => `{keras}.ops.square(${a})`,
  positivePart: (a) => `{keras}.ops.relu(${a})`,
  negativePart: (a) => `{keras}.ops.where(${a} > 0, 0.0, ${a})`,
  repeatsClipped: true,
  where: (test, then, otherwise) => `{keras}.ops.where(${test} > 0, ${then}, ${otherwise})`,
  widen: (x) => `{keras}.ops.cast(${x}, {keras}.backend.result_type(${x}.dtype, "float32"))`,
  narrow: (value, x) => `{keras}.ops.cast(${value}, ${x}.dtype)`,
};

export const tensorflowDialect: PythonDialect = {
  id: 'tensorflow',
  modules: new Map([['tf', 'tensorflow']]),
  unary: {
    ...callsOf('{tf}.math', ['exp', 'expm1', 'log', 'log1p', 'sqrt', 'sin', 'cos', 'atan', 'tanh', 'sigmoid']),
    ...callsOf('{tf}.math', ['softplus', 'erf', 'erfc']),
    step: (a) => `{tf}.cast(${a} > 0, ${a}.dtype)`,
  },
  binary: pairsOf('{tf}.math'),
  square: (a) => `{tf}.math.square(${a})`,
  positivePart: (a) => `{tf}.nn.relu(${a})`,
  negativePart: (a) => `{tf}.math.minimum(${a}, 0.0)`,
  repeatsClipped: false,
  where: (test, then, otherwise) => `{tf}.where(${test} > 0, ${then}, ${otherwise})`,
  widen: (x) => `{tf}.cast(${x}, {tf}.float64 if ${x}.dtype == {tf}.float64 else {tf}.float32)`,
  narrow: (value, x) => `{tf}.cast(${value}, ${x}.dtype)`,
};

export const jaxDialect: PythonDialect = {
  id: 'jax',
  modules: new Map([
    ['jnp', 'jax.numpy'],
    ['jax', 'jax'],
  ]),
  unary: {
    ...callsOf('{jnp}', ['exp', 'expm1', 'log', 'log1p', 'sqrt', 'sin', 'cos', 'tanh']),
    ...callsOf('{jax}.nn', ['sigmoid', 'softplus']),
    ...callsOf('{jax}.lax', ['erf', 'erfc']),
    atan: (a) => `{jnp}.arctan(${a})`,
    step: (a) => `{jnp}.where(${a} > 0, 1.0, 0.0)`,
  },
  binary: pairsOf('{jnp}'),
  square: (a) => `{jnp}.square(${a})`,
  positivePart: (a) => `{jnp}.where(${a} > 0, ${a}, 0.0)`,
  negativePart: (a) => `{jnp}.where(${a} > 0, 0.0, ${a})`,
  repeatsClipped: true,
  where: (test, then, otherwise) => `{jnp}.where(${test} > 0, ${then}, ${otherwise})`,
  widen: (x) => `${x}.astype({jnp}.promote_types(${x}.dtype, {jnp}.float32))`,
  narrow: (value, x) => `${value}.astype(${x}.dtype)`,
};

function callsOf<Name extends string>(module: string, names: readonly Name[]): Record<Name, (a: string) => string> {
  const entries = names.map((name) => [name, (a: string) => `${module}.${name}(${a})`] as const);
  return Object.fromEntries(entries) as Record<Name, (a: string) => string>;
}

function pairsOf(module: string): PythonDialect['binary'] {
  return {
    min: (a, b) => `${module}.minimum(${a}, ${b})`,
    max: (a, b) => `${module}.maximum(${a}, ${b})`,
  };
}

function isNumber(text: string): boolean {
  return /^-?[\d.]+(?:e[+-]?\d+)?$/.test(text);
}
