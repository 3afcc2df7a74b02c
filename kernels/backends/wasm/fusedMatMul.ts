import { _FusedMatMul, type TensorInfo } from '@tensorflow/tfjs-core';
import { isMatrix, transposed } from './batchMatMul';
import { inputOf, type KernelCall, type TrainingKernel } from './trainingKernel';

interface FusedMatMulAttrs {
  transposeA: boolean;
  transposeB: boolean;
  activation: string;
}

/**
 * tf.fused.matMul. With a transposed side: as for batchMatMul, transposing first keeps the product on XNNPACK.
 * For batches of matrices: one op after the other, since the stock kernel adds the bias to the wrong elements.
 */
export const fusedMatMul: TrainingKernel = {
  name: _FusedMatMul,
  compute(call) {
    const attrs = call.attrs as FusedMatMulAttrs;
    const a = inputOf(call, 'a');
    const b = inputOf(call, 'b');
    if (!isMatrix(a) || !isMatrix(b)) return call.inputs.bias ? inSteps(call, call.inputs.bias, attrs) : null;
    if (!attrs.transposeA && !attrs.transposeB) return null;
    const inputs = {
      ...call.inputs,
      a: attrs.transposeA ? transposed(a, call.scratch) : a,
      b: attrs.transposeB ? transposed(b, call.scratch) : b,
    };
    return call.scratch.run(_FusedMatMul, inputs, { ...attrs, transposeA: false, transposeB: false });
  },
};

const activationKernels: Record<string, string> = { relu: 'Relu', relu6: 'Relu6', sigmoid: 'Sigmoid', elu: 'Elu' };

function inSteps({ inputs, scratch }: KernelCall, bias: TensorInfo, attrs: FusedMatMulAttrs): TensorInfo {
  const { activation, ...transposes } = attrs;
  const kernel = activationKernels[activation];
  if (!kernel && activation !== 'linear') {
    throw new Error(
      `tf.fused.matMul cannot apply "${activation}" to batches on the wasm backend: call the ops in turn.`,
    );
  }
  const product = scratch.run('BatchMatMul', { a: inputs.a, b: inputs.b }, transposes);
  const shifted = scratch.run('Add', { a: product, b: bias }, {});
  return kernel ? scratch.run(kernel, { x: shifted }, {}) : shifted;
}
