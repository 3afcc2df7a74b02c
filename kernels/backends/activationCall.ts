import { type DataType, type NamedTensorInfoMap, type TensorInfo, util } from '@tensorflow/tfjs-core';
import type { Program } from '../codegen/program';
import { type ActivationAttrs, BackendRefusal } from './backend';

/** What tfjs hands to one of the three activation kernels, by name and checked. */
export interface ActivationCall {
  readonly program: Program;
  readonly x: TensorInfo;
  readonly elements: number;
  /** One scalar each, in the program's order. */
  readonly parameters: readonly TensorInfo[];
  input(name: string): TensorInfo;
}

/** Indices are 32-bit integers in every engine that runs these. */
const mostElements = 2 ** 31;

export function readCall(inputs: NamedTensorInfoMap, attrs: object): ActivationCall {
  const { program } = attrs as ActivationAttrs;
  const input = (name: string): TensorInfo => {
    const info = inputs[name];
    if (!info) throw new Error(`${program.title} was called without its input "${name}".`);
    return info;
  };
  const x = input('x');
  return { program, x, elements: util.sizeFromShape(x.shape), parameters: program.parameters.map(input), input };
}

/** Refuses what a backend of float32 cannot compute. */
export function checkCall(backend: string, title: string, dtype: DataType, elements = 0): void {
  if (dtype !== 'float32') {
    throw new BackendRefusal(backend, title, `its input is ${dtype}.`, 'Cast it to float32.');
  }
  if (elements < mostElements) return;
  const reason = `${elements} elements are more than a 32-bit index can count.`;
  throw new BackendRefusal(backend, title, reason, 'Split the tensor.', false);
}
