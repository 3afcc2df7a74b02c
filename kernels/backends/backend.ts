import type { DataType } from '@tensorflow/tfjs-core';
import type { Program } from '../codegen/program';

/**
 * The compute kernels of activations, under the names that every backend registers them by with tfjs. All take
 * attrs { program } and the tensor inputs x, dy (backward) and one scalar tensor for each of `program.parameters`.
 */
export const ActivationForward = 'ActivationForward';
/**
 * → [value, slope]: registered where arithmetic costs more than memory; the backward pass is then one multiplication.
 * A backend without it (a GPU) computes the slope again.
 */
export const ActivationForwardWithSlope = 'ActivationForwardWithSlope';
/**
 * slope, dy → dx: registered where it is quicker than tfjs's product. Whoever calls it has no more use for the slope:
 * its memory may hold the result.
 */
export const ActivationBackwardBySlope = 'ActivationBackwardBySlope';
/** → [dx, one scalar for each parameter]. */
export const ActivationBackward = 'ActivationBackward';

export interface ActivationAttrs {
  readonly program: Program;
}

/** How one backend compiles and runs programs. Its tfjs kernels are thin: prepare, then dispatch. */
export interface Backend<Prepared> {
  /** tfjs's name of it: 'wasm'. */
  readonly name: string;
  /** Compiles, once for each program and dtype. Throws a {@link BackendRefusal} for what it cannot compute. */
  prepare(program: Program, dtype: DataType): Prepared;
}

/** A backend cannot compute this at all. Under 'auto' another way is taken and said once; else the user reads it. */
export class BackendRefusal extends Error {
  override readonly name = 'BackendRefusal';

  constructor(
    readonly backend: string,
    readonly title: string,
    reason: string,
    next: string,
    /** False where tfjs's own operations could not compute it either. */
    readonly hasOtherWay = true,
  ) {
    super(`${title} cannot be computed on ${backend}: ${reason} ${next}`);
  }
}
