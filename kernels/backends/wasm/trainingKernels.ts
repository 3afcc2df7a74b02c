import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import type { KernelConfig, TensorInfo } from '@tensorflow/tfjs-core';
import { useReluGrad } from '../reluGradient';
import { adamInPlace } from './adamInPlace';
import { add } from './add';
import { batchMatMul } from './batchMatMul';
import { conv2d, fusedConv2d } from './conv2d';
import { conv2dBackpropFilter } from './conv2dBackpropFilter';
import { conv2dBackpropInput } from './conv2dBackpropInput';
import { depthwiseBackpropFilter, depthwiseBackpropInput } from './depthwiseBackprop';
import { einsum, useEinsumGradient } from './einsum';
import { fusedMatMul } from './fusedMatMul';
import { gather } from './gather';
import { identity } from './identity';
import { maxPoolGrad } from './maxPoolGrad';
import { reluGrad } from './reluGrad';
import { Scratch } from './scratch';
import { slice } from './slice';
import { replaceKernel, stockKernel } from './stockKernels';
import { sum } from './sum';
import type { TrainingKernel } from './trainingKernel';
import { unsortedSegmentSum } from './unsortedSegmentSum';

const trainingKernels: readonly TrainingKernel[] = [
  add,
  batchMatMul,
  conv2d,
  conv2dBackpropFilter,
  conv2dBackpropInput,
  depthwiseBackpropFilter,
  depthwiseBackpropInput,
  einsum,
  fusedConv2d,
  fusedMatMul,
  gather,
  identity,
  maxPoolGrad,
  reluGrad,
  slice,
  sum,
  unsortedSegmentSum,
];

let registered = false;

/** Makes tfjs's wasm backend able to train convolutions and embeddings, and quick at what it trains. */
export function registerTrainingKernels(): void {
  if (registered) return;
  registered = true;
  for (const kernel of [adamInPlace, ...trainingKernels.map(configOf)]) replaceKernel(kernel);
  useReluGrad();
  useEinsumGradient();
}

function configOf(kernel: TrainingKernel): KernelConfig {
  const kernelFunc: KernelConfig['kernelFunc'] = (call) => {
    const scratch = new Scratch(call.backend as BackendWasm);
    let result: TensorInfo | null = null;
    try {
      result = kernel.compute({ inputs: call.inputs, attrs: call.attrs ?? {}, scratch });
    } finally {
      scratch.release(result);
    }
    if (result) return result;
    const stock = stockKernel(kernel.name);
    if (!stock) throw new Error(`The wasm backend cannot run "${kernel.name}" on these inputs.`);
    return stock.kernelFunc(call);
  };
  return { kernelName: kernel.name, backendName: 'wasm', kernelFunc };
}
