import type { Expression } from '../expression/expression';

/** A scalar function and its slopes, as a backend compiles them into compute kernels. */
export interface Program {
  /** Two programs of one key compute the same: what compiled kernels are cached by. */
  readonly key: string;
  /** Names it in errors: 'TeLU'. */
  readonly title: string;
  readonly value: Expression;
  /** ∂value/∂x. */
  readonly slope: Expression;
  /** Names of the parameters that are given at run time; the others are constants in the expressions. */
  readonly parameters: readonly string[];
  /** ∂value/∂p of each of `parameters`, in their order. */
  readonly parameterSlopes: readonly Expression[];
}
