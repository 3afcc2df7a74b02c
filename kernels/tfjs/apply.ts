import type * as tf from '@tensorflow/tfjs-core';
import type { Value } from '../codegen/tfjsOps';
import { applyComposed } from './composed';
import type { Differentiable } from './differentiable';
import { applyFused, canFuse } from './fused';
import type { Inputs } from './inputs';

let composedOnly = false;

/** An expression over tensors: by the backend's compute kernels where it has them, by tfjs's own operations else. */
export function apply(f: Differentiable, inputs: Inputs): Value<tf.Tensor> {
  return !composedOnly && canFuse(inputs) ? applyFused(f, inputs) : applyComposed(f, inputs);
}

/** For comparisons: no compute kernels until the returned function is called. */
export function useComposed(): () => void {
  composedOnly = true;
  return () => {
    composedOnly = false;
  };
}
