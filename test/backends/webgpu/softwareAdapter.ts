import '@tensorflow/tfjs-backend-cpu';
// Importing the layers registers tfjs's gradients, as it does in the kernel.
import '@tensorflow/tfjs-layers';
import * as tf from '@tensorflow/tfjs-core';
import { softwareGpu } from '../../../build/softwareGpu';
import { ActivationBackward, ActivationForward } from '../../../kernels/backends/backend';
import type { GuardedBackend } from '../../../kernels/backends/webgpu/guardedBackend';
import { startWebgpu } from '../../../kernels/backends/webgpu/startWebgpu';
import type { Program } from '../../../kernels/codegen/program';

let started: Promise<GuardedBackend> | undefined;

/** WebGPU on the CPU, once for a test file. It computes slowly, above all at barriers, and takes subnormals for 0. */
export function useSoftwareAdapter(): Promise<GuardedBackend> {
  started ??= (async () => {
    Object.assign(process.env, softwareGpu());
    return startWebgpu({ kernelFolder: '' });
  })();
  return started;
}

export interface Results {
  y: Float32Array;
  dx: Float32Array;
  /** One number for each trainable parameter. */
  gradients: number[];
}

/** Both passes of a program through tfjs's kernels; no tensor is left behind. */
export async function computed(
  program: Program,
  values: { x: Float32Array; dy: Float32Array; parameters?: readonly number[] },
): Promise<Results> {
  const { x, dy, parameters = [] } = values;
  const scalars = Object.fromEntries(program.parameters.map((name, i) => [name, tf.scalar(parameters[i] ?? 0)]));
  const inputs = { x: tf.tensor1d(x), dy: tf.tensor1d(dy), ...scalars };
  const attrs = { program } as unknown as tf.NamedAttrMap;
  const y: tf.Tensor = tf.engine().runKernel(ActivationForward, inputs, attrs);
  const slopes: tf.Tensor[] = tf.engine().runKernel(ActivationBackward, inputs, attrs);
  const read = await Promise.all([y, ...slopes].map((tensor) => tensor.data<'float32'>()));
  tf.dispose([y, slopes, Object.values(inputs)]);
  const [yValues = new Float32Array(), dx = new Float32Array(), ...gradients] = read;
  return { y: yValues, dx, gradients: gradients.map(([value]) => value ?? Number.NaN) };
}
