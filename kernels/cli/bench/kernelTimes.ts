import * as tf from '@tensorflow/tfjs-core';

/** Kernels by what they are to somebody who trains. */
const parts: Readonly<Record<string, string>> = {
  BatchMatMul: 'matrix products',
  _FusedMatMul: 'matrix products',
  Conv2D: 'convolutions',
  FusedConv2D: 'convolutions',
  Conv2DBackpropInput: 'convolutions, gradients',
  Conv2DBackpropFilter: 'convolutions, gradients',
  MaxPool: 'pooling',
  MaxPoolGrad: 'pooling',
  Relu: 'activation',
  ReluGrad: 'activation',
  Add: 'bias',
  Sum: 'bias',
  AdamStepInPlace: 'AdamW',
  GatherV2: 'picking the batch',
};

/** Milliseconds that kernels of the current backend took while `work` ran, by part. */
export async function timeKernels(work: () => Promise<void>): Promise<Record<string, number>> {
  const times: Record<string, number> = {};
  const backend = tf.getBackend();
  const kernels = tf.getKernelsForBackend(backend).map((kernel) => ({ ...kernel }));
  exchange(kernels.map((kernel) => timed(kernel, times)));
  try {
    await work();
  } finally {
    exchange(kernels);
  }
  return times;
}

function timed(kernel: tf.KernelConfig, times: Record<string, number>): tf.KernelConfig {
  const part = parts[kernel.kernelName] ?? 'other kernels';
  const kernelFunc: tf.KernelFunc = (call) => {
    const start = performance.now();
    const result = kernel.kernelFunc(call);
    times[part] = (times[part] ?? 0) + performance.now() - start;
    return result;
  };
  return { ...kernel, kernelFunc };
}

function exchange(kernels: readonly tf.KernelConfig[]): void {
  for (const kernel of kernels) {
    tf.unregisterKernel(kernel.kernelName, kernel.backendName);
    tf.registerKernel(kernel);
  }
}
