import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { type ActivationCall, readCall } from '../activationCall';
import { ActivationBackward, ActivationForward } from '../backend';
import type { PreparedActivation } from './activationBackend';
import { dispatch, groupsFor } from './dispatch';
import type { GuardedBackend } from './guardedBackend';
import { lanesFor } from './lanes';

/** The first stage's workgroups: enough to fill any GPU, few enough for one workgroup to sum their results. */
const mostPartials = 1024;

interface GpuCall extends ActivationCall {
  readonly gpu: GuardedBackend;
  readonly prepared: PreparedActivation;
}

function read({ inputs, attrs, backend }: Parameters<KernelConfig['kernelFunc']>[0]): GpuCall {
  const gpu = backend as GuardedBackend;
  const call = readCall(inputs, attrs ?? {});
  const prepared = gpu.activations.prepare(call.program, call.x.dtype);
  gpu.activations.checkSize(call.program, call.elements);
  return { ...call, gpu, prepared };
}

const activationForward: KernelConfig = {
  kernelName: ActivationForward,
  backendName: 'webgpu',
  kernelFunc(tfjsCall) {
    const { gpu, prepared, x, elements, parameters } = read(tfjsCall);
    if (elements === 0) return zeros(gpu, x.shape);
    const lanes = lanesFor(elements);
    const pipeline = prepared.pass('forward', lanes);
    const y = gpu.makeTensorInfo(x.shape, 'float32');
    dispatch(gpu, { pipeline, tensors: [x, y, ...parameters], groups: groupsFor(elements / lanes, gpu.device) });
    return y;
  },
};

const activationBackward: KernelConfig = {
  kernelName: ActivationBackward,
  backendName: 'webgpu',
  kernelFunc(tfjsCall) {
    const call = read(tfjsCall);
    const { gpu, x, elements, parameters } = call;
    if (elements === 0) return [zeros(gpu, x.shape), ...parameters.map(() => zeros(gpu, []))];
    return parameters.length > 0 ? backwardWithParameters(call) : [backward(call)];
  },
};

function backward({ gpu, prepared, x, elements, input }: GpuCall): TensorInfo {
  const lanes = lanesFor(elements);
  const pipeline = prepared.pass('backward', lanes);
  const dx = gpu.makeTensorInfo(x.shape, 'float32');
  dispatch(gpu, { pipeline, tensors: [x, input('dy'), dx], groups: groupsFor(elements / lanes, gpu.device) });
  return dx;
}

/** Each workgroup's partial sums, then one workgroup over those. */
function backwardWithParameters({ gpu, prepared, x, elements, parameters, input }: GpuCall): TensorInfo[] {
  const lanes = lanesFor(elements);
  const [groups, rows] = groupsFor(elements / lanes, gpu.device);
  const count = Math.min(groups * rows, mostPartials);
  const pipeline = prepared.pass('backwardWithParameters', lanes);
  const summing = prepared.sums();
  const dx = gpu.makeTensorInfo(x.shape, 'float32');
  const partials = gpu.makeTensorInfo([count, parameters.length, 2], 'float32');
  const gradients = parameters.map(() => gpu.makeTensorInfo([], 'float32'));
  dispatch(gpu, { pipeline, tensors: [x, input('dy'), dx, partials, ...parameters], groups: [count, 1] });
  dispatch(gpu, { pipeline: summing, tensors: [partials, ...gradients], groups: [1, 1] });
  gpu.disposeData(partials.dataId);
  return [dx, ...gradients];
}

function zeros(gpu: GuardedBackend, shape: number[]): TensorInfo {
  return gpu.makeTensorInfo(shape, 'float32', new Float32Array(util.sizeFromShape(shape)));
}

/** No ActivationForwardWithSlope: computing the slope again costs a GPU less than the memory of a saved one. */
export const activationKernels: readonly KernelConfig[] = [activationForward, activationBackward];
