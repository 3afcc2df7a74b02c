import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { type ActivationAttrs, ActivationBackward, ActivationForward } from '../backend';
import { checkProgram, lanesFor, passPipeline, sumPipeline } from './activationPrograms';
import { dispatch, groupsFor } from './dispatch';
import type { GuardedBackend } from './guardedBackend';

/** The first stage's workgroups: enough to fill any GPU, few enough for one workgroup to sum their results. */
const mostPartials = 1024;

type Call = Parameters<KernelConfig['kernelFunc']>[0];

/** What both kernels are called with. */
function read({ inputs, attrs, backend }: Call) {
  const gpu = backend as GuardedBackend;
  const { program } = attrs as unknown as ActivationAttrs;
  const input = (name: string): TensorInfo => inputs[name] ?? missing(program.title, name);
  const x = input('x');
  checkProgram(gpu, program, x);
  const elements = util.sizeFromShape(x.shape);
  return { gpu, program, input, x, elements, parameters: program.parameters.map(input) };
}

function missing(title: string, name: string): never {
  throw new Error(`${title} was called without its input "${name}".`);
}

const activationForward: KernelConfig = {
  kernelName: ActivationForward,
  backendName: 'webgpu',
  kernelFunc: (call) => {
    const { gpu, program, x, elements, parameters } = read(call);
    if (elements === 0) return zeros(gpu, x.shape);
    const lanes = lanesFor(elements);
    const pipeline = passPipeline(gpu, program, 'forward', lanes);
    const y = gpu.makeTensorInfo(x.shape, 'float32');
    dispatch(gpu, { pipeline, tensors: [x, y, ...parameters], groups: groupsFor(elements / lanes, gpu.device) });
    return y;
  },
};

const activationBackward: KernelConfig = {
  kernelName: ActivationBackward,
  backendName: 'webgpu',
  kernelFunc: (call) => {
    const { gpu, program, input, x, elements, parameters } = read(call);
    if (elements === 0) return [zeros(gpu, x.shape), ...parameters.map(() => zeros(gpu, []))];
    if (parameters.length > 0) return withParameters(call);
    const lanes = lanesFor(elements);
    const pipeline = passPipeline(gpu, program, 'backward', lanes);
    const dx = gpu.makeTensorInfo(x.shape, 'float32');
    dispatch(gpu, { pipeline, tensors: [x, input('dy'), dx], groups: groupsFor(elements / lanes, gpu.device) });
    return [dx];
  },
};

/** Each workgroup's partial sums, then one workgroup over those. */
function withParameters(call: Call): TensorInfo[] {
  const { gpu, program, input, x, elements, parameters } = read(call);
  const lanes = lanesFor(elements);
  const [wanted, rows] = groupsFor(elements / lanes, gpu.device);
  const partialCount = Math.min(wanted * rows, mostPartials);
  const pipeline = passPipeline(gpu, program, 'backwardWithParameters', lanes);
  const summing = sumPipeline(gpu, program);
  const dx = gpu.makeTensorInfo(x.shape, 'float32');
  const partials = gpu.makeTensorInfo([partialCount, parameters.length, 2], 'float32');
  const gradients = parameters.map(() => gpu.makeTensorInfo([], 'float32'));
  dispatch(gpu, { pipeline, tensors: [x, input('dy'), dx, partials, ...parameters], groups: [partialCount, 1] });
  dispatch(gpu, { pipeline: summing, tensors: [partials, ...gradients], groups: [1, 1] });
  gpu.disposeData(partials.dataId);
  return [dx, ...gradients];
}

function zeros(gpu: GuardedBackend, shape: number[]): TensorInfo {
  return gpu.makeTensorInfo(shape, 'float32', new Float32Array(util.sizeFromShape(shape)));
}

/** No ActivationForwardWithSlope: recomputing the slope costs a GPU less than the memory of a saved one. */
export const activationKernels: readonly KernelConfig[] = [activationForward, activationBackward];
