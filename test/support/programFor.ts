import type { Program } from '../../kernels/codegen/program';
import type { Expression } from '../../kernels/expression/expression';
import { differentiable } from '../../kernels/tfjs/differentiable';

/** Any expression, with its computed derivatives. */
export function programFor(title: string, value: Expression, parameters: readonly string[] = []): Program {
  return differentiable(value, title).program(parameters);
}
