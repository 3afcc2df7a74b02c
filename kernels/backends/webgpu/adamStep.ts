import { type KernelConfig, type TensorInfo, util } from '@tensorflow/tfjs-core';
import { adamShader } from '../../codegen/wgsl/adam';
import { AdamStep, type AdamStepAttrs } from '../adamStep';
import { dispatch, groupsFor } from './dispatch';
import type { GuardedBackend } from './guardedBackend';
import { lanesFor } from './lanes';

/**
 * One step of AdamW for one variable: [value, gradient, first and second moment] → the new [value, moments]. One
 * dispatch where tfjs's ops take twelve: on a GPU their number, not their arithmetic, is what small networks pay for.
 */
export const adamStep: KernelConfig = {
  kernelName: AdamStep,
  backendName: 'webgpu',
  kernelFunc({ inputs, attrs, backend }) {
    const gpu = backend as GuardedBackend;
    const { value, gradient, first, second } = inputs as Record<string, TensorInfo>;
    if (!value || !gradient || !first || !second) throw new Error('AdamStep was called without one of its inputs.');
    const outputs = [value, first, second].map(({ shape }) => gpu.makeTensorInfo(shape, 'float32'));
    const elements = util.sizeFromShape(value.shape);
    const lanes = lanesFor(elements);
    const pipeline = gpu.pipelines.get(`adam ${lanes}`, () => adamShader(lanes));
    const uniforms = uniformsOf(attrs as unknown as AdamStepAttrs);
    const tensors = [value, gradient, first, second, ...outputs];
    dispatch(gpu, { pipeline, tensors, uniforms, groups: groupsFor(elements / lanes, gpu.device) });
    return outputs;
  },
};

/** In the order of the shader's struct. */
function uniformsOf({ learningRate, beta1, beta2, epsilon, decay, bias1, bias2 }: AdamStepAttrs): Float32Array {
  return Float32Array.of(learningRate / bias1, beta1, 1 - beta1, beta2, 1 - beta2, epsilon, 1 - decay, 1 / bias2);
}
