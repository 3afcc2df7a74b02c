import type { NamedTensorInfoMap, TensorInfo } from '@tensorflow/tfjs-core';
import type { Scratch } from './scratch';

/** A kernel that training on tfjs's wasm backend lacks, or that the stock backend runs far below the machine's speed. */
export interface TrainingKernel {
  /** tfjs's kernel name. */
  name: string;
  /** Answers the call, or returns null where this path does not apply: the stock kernel, if there is one, takes over. */
  compute(call: KernelCall): TensorInfo | null;
}

export interface KernelCall {
  inputs: NamedTensorInfoMap;
  /** As tfjs hands them over: each kernel knows the shape of its own. */
  attrs: object;
  scratch: Scratch;
}

/** The input a kernel cannot do without. */
export function inputOf(call: KernelCall, name: string): TensorInfo {
  const info = call.inputs[name];
  if (!info) throw new Error(`This tfjs kernel was called without its input "${name}".`);
  return info;
}
