import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { checkCall, readCall } from '../activationCall';
import { ActivationBackward, ActivationForward, ActivationForwardWithSlope } from '../backend';
import { activationBackendOf } from './activationBackend';
import type { FunctionName } from './activationProgram';
import { backwardBySlope } from './backwardBySlope';

type Call = Parameters<KernelConfig['kernelFunc']>[0];

/** Runs one function of the program; the outputs are new tensors, then one scalar for each sum. */
function compute({ inputs, attrs, backend }: Call, name: FunctionName, outputCount: number): TensorInfo[] {
  const wasm = backend as BackendWasm;
  const { program, x, elements, parameters, input } = readCall(inputs, attrs ?? {});
  checkCall('wasm', program.title, x.dtype, elements);
  const activations = activationBackendOf(wasm);
  const prepared = activations.prepare(program, x.dtype);
  const addressOf = (info: TensorInfo): number => wasm.typedArrayFromHeap(info).byteOffset;
  const made: TensorInfo[] = [];
  const make = (shape: number[]): TensorInfo => {
    const info = wasm.makeOutput(shape, 'float32');
    made.push(info);
    return info;
  };
  try {
    const outputs = Array.from({ length: outputCount }, () => make(x.shape));
    const sums = activations.runner.run(prepared, {
      name,
      inputs: (name === 'backward' ? [x, input('dy')] : [x]).map(addressOf),
      outputs: outputs.map(addressOf),
      elements,
      values: parameters.map((info) => Number(wasm.typedArrayFromHeap(info)[0])),
    });
    for (const sum of sums) wasm.typedArrayFromHeap(make([]))[0] = sum;
    return made;
  } catch (error) {
    // Out of memory half-way: what was made is nobody's.
    for (const { dataId } of made) wasm.disposeData(dataId);
    throw error;
  }
}

function kernel(kernelName: string, kernelFunc: KernelConfig['kernelFunc']): KernelConfig {
  return { kernelName, backendName: 'wasm', kernelFunc };
}

export const activationKernels: readonly KernelConfig[] = [
  kernel(ActivationForward, (call) => only(compute(call, 'forward', 1))),
  kernel(ActivationForwardWithSlope, (call) => compute(call, 'forwardWithSlope', 2)),
  kernel(ActivationBackward, (call) => compute(call, 'backward', 1)),
  backwardBySlope,
];

function only([result]: TensorInfo[]): TensorInfo {
  if (!result) throw new Error('A forward pass has one result.');
  return result;
}
