import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { checkCall, readCall } from '../activationCall';
import { ActivationBackward, ActivationForward, ActivationForwardWithSlope } from '../backend';
import { activationBackendOf } from './activationBackend';
import type { FunctionName } from './activationProgram';

type Call = Parameters<KernelConfig['kernelFunc']>[0];

/** Runs one function of the program; the outputs are new tensors, then one scalar for each sum. */
function compute({ inputs, attrs, backend }: Call, name: FunctionName, outputCount: number): TensorInfo[] {
  const wasm = backend as BackendWasm;
  const { program, x, elements, parameters, input } = readCall(inputs, attrs ?? {});
  checkCall('wasm', program.title, x.dtype, elements);
  const activations = activationBackendOf(wasm);
  const prepared = activations.prepare(program, x.dtype);
  const addressOf = (info: TensorInfo): number => wasm.typedArrayFromHeap(info).byteOffset;
  const outputs = Array.from({ length: outputCount }, () => wasm.makeOutput(x.shape, 'float32'));
  const sums = activations.runner.run(prepared, {
    name,
    inputs: (name === 'backward' ? [x, input('dy')] : [x]).map(addressOf),
    outputs: outputs.map(addressOf),
    elements,
    values: parameters.map((info) => Number(wasm.typedArrayFromHeap(info)[0])),
  });
  return [...outputs, ...sums.map((sum) => scalar(wasm, sum))];
}

function scalar(wasm: BackendWasm, value: number): TensorInfo {
  const info = wasm.makeOutput([], 'float32');
  wasm.typedArrayFromHeap(info)[0] = value;
  return info;
}

const passes: readonly [kernelName: string, name: FunctionName, outputs: number][] = [
  [ActivationForward, 'forward', 1],
  [ActivationForwardWithSlope, 'forwardWithSlope', 2],
  [ActivationBackward, 'backward', 1],
];

export const activationKernels: readonly KernelConfig[] = passes.map(([kernelName, name, outputs]) => ({
  kernelName,
  backendName: 'wasm',
  kernelFunc: (call) => compute(call, name, outputs),
}));
