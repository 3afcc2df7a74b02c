import type { MathBackendCPU } from '@tensorflow/tfjs-backend-cpu';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import type { Evaluator } from '../../expression/evaluator';
import { type ActivationCall, checkCall, readCall } from '../activationCall';
import { ActivationBackward, ActivationForward, ActivationForwardWithSlope } from '../backend';
import { type PreparedReference, referenceBackend } from './referenceBackend';

type Call = Parameters<KernelConfig['kernelFunc']>[0];

interface ReferenceCall extends ActivationCall {
  floatsOf(info: TensorInfo): Float32Array;
  at(evaluate: Evaluator): (x: number) => number;
  make(shape: number[], values: Float32Array): TensorInfo;
}

function read({ inputs, attrs, backend }: Call): ReferenceCall {
  const cpu = backend as MathBackendCPU;
  const call = readCall(inputs, attrs ?? {});
  checkCall(referenceBackend.name, call.program.title, call.x.dtype, call.elements);
  const floatsOf = ({ dataId }: TensorInfo) => cpu.data.get(dataId).values as Float32Array;
  const values = Object.fromEntries(
    call.program.parameters.map((name, index) => {
      const info = call.parameters[index];
      return [name, info ? (floatsOf(info)[0] ?? Number.NaN) : Number.NaN];
    }),
  );
  return {
    ...call,
    floatsOf,
    // Of NaN an activation is NaN, also where its formula only compares it.
    at: (evaluate) => (x) => (Number.isNaN(x) ? x : evaluate(x, values)),
    make: (shape, floats) => cpu.makeTensorInfo(shape, 'float32', floats),
  };
}

/** The function at every element of x. */
function mapped({ x, floatsOf, at, make }: ReferenceCall, evaluate: Evaluator): TensorInfo {
  return make(x.shape, Float32Array.from(floatsOf(x), at(evaluate)));
}

/** Σ dy·∂f/∂p, in float64. */
function sumOf(call: ReferenceCall, dy: Float32Array, evaluate: Evaluator): TensorInfo {
  const parameterSlope = call.at(evaluate);
  const x = call.floatsOf(call.x);
  let sum = 0;
  for (const [index, value] of x.entries()) sum += (dy[index] ?? 0) * parameterSlope(value);
  return call.make([], Float32Array.of(sum));
}

function kernel(
  kernelName: string,
  compute: (call: ReferenceCall, prepared: PreparedReference) => TensorInfo | TensorInfo[],
): KernelConfig {
  const kernelFunc: KernelConfig['kernelFunc'] = (tfjsCall) => {
    const call = read(tfjsCall);
    return compute(call, referenceBackend.prepare(call.program, call.x.dtype));
  };
  return { kernelName, backendName: referenceBackend.name, kernelFunc };
}

export const referenceKernels: readonly KernelConfig[] = [
  kernel(ActivationForward, (call, { value }) => mapped(call, value)),
  kernel(ActivationForwardWithSlope, (call, { value, slope }) => [mapped(call, value), mapped(call, slope)]),
  kernel(ActivationBackward, (call, { slope, parameterSlopes }) => {
    const dy = call.floatsOf(call.input('dy'));
    const slopeAt = call.at(slope);
    const dx = Float32Array.from(call.floatsOf(call.x), (x, index) => (dy[index] ?? 0) * slopeAt(x));
    return [call.make(call.x.shape, dx), ...parameterSlopes.map((evaluate) => sumOf(call, dy, evaluate))];
  }),
];
