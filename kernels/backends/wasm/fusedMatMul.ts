import { _FusedMatMul, type TensorInfo } from '@tensorflow/tfjs-core';
import { product, type Transposes } from './batchMatMul';
import { floorOf } from './floorOf';
import { inputOf, type KernelCall, type TrainingKernel } from './trainingKernel';

interface FusedMatMulAttrs extends Transposes {
  activation: string;
  leakyreluAlpha?: number;
}

/**
 * tf.fused.matMul: bias and relu on the way out of the product, anything else one op after the other. The stock kernel
 * is slow where a side is transposed, and adds the bias of a batch to the wrong elements.
 */
export const fusedMatMul: TrainingKernel = {
  name: _FusedMatMul,
  compute(call) {
    const attrs = call.attrs as FusedMatMulAttrs;
    const { bias } = call.inputs;
    const floor = floorOf(attrs.activation);
    if (floor !== undefined && !bias) return product(call, attrs, { floor });
    if (floor !== undefined && bias && isRow(bias, call, attrs)) return product(call, attrs, { floor, bias });
    return inSteps(call, attrs);
  },
};

function isRow(bias: TensorInfo, call: KernelCall, { transposeB }: Transposes): boolean {
  const columns = inputOf(call, 'b').shape.at(transposeB ? -2 : -1);
  return bias.shape.length === 1 && bias.shape[0] === columns;
}

const activationKernels: Record<string, string> = {
  relu: 'Relu',
  relu6: 'Relu6',
  sigmoid: 'Sigmoid',
  elu: 'Elu',
  leakyrelu: 'LeakyRelu',
  prelu: 'Prelu',
};

function inSteps(call: KernelCall, { activation, leakyreluAlpha, ...attrs }: FusedMatMulAttrs): TensorInfo | null {
  const { bias, preluActivationWeights } = call.inputs;
  const kernel = activationKernels[activation];
  const result = product(call, attrs, {});
  if (!result || (!kernel && activation !== 'linear')) return null;
  const shifted = bias ? call.scratch.run('Add', { a: result, b: bias }, {}) : result;
  const inputs = { x: shifted, ...(preluActivationWeights && { alpha: preluActivationWeights }) };
  return kernel ? call.scratch.run(kernel, inputs, { alpha: leakyreluAlpha }) : shifted;
}
