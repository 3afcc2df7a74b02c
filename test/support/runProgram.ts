import * as tf from '@tensorflow/tfjs-core';
import { ActivationBackward, ActivationForward, ActivationForwardWithSlope } from '../../kernels/backends/backend';
import type { Program } from '../../kernels/codegen/program';

export interface ProgramResults {
  value: Float32Array;
  /** Absent on a backend that computes the slope again instead of saving it. */
  saved?: { value: Float32Array; slope: Float32Array };
  dx: Float32Array;
  /** One for each parameter. */
  gradients: number[];
}

/** Runs the three kernels of the backend in use, as tfjs operations do. */
export async function runProgram(
  program: Program,
  values: readonly number[],
  x: Float32Array | tf.Tensor,
  dy: Float32Array,
): Promise<ProgramResults> {
  const input = x instanceof tf.Tensor ? x : tf.tensor1d(x);
  const upstream = tf.tensor(dy, input.shape);
  const parameters = Object.fromEntries(program.parameters.map((name, i) => [name, tf.scalar(values[i] ?? 0)]));
  const run = (kernel: string, inputs: tf.NamedTensorMap): tf.Tensor[] => {
    const attrs = { program } as unknown as tf.NamedAttrMap;
    return [tf.engine().runKernel(kernel, { ...inputs, ...parameters }, attrs)].flat() as tf.Tensor[];
  };
  const has = (kernel: string) => (tf.getKernel(kernel, tf.getBackend()) as tf.KernelConfig | undefined) !== undefined;
  const forward = run(ActivationForward, { x: input });
  const saved = has(ActivationForwardWithSlope) ? run(ActivationForwardWithSlope, { x: input }) : [];
  const backward = run(ActivationBackward, { x: input, dy: upstream });
  const [value, savedValue, slope, dx, ...gradients] = await Promise.all(
    [forward[0], saved[0], saved[1], ...backward].map(async (tensor) => (await tensor?.data<'float32'>()) ?? undefined),
  );
  tf.dispose([...forward, ...saved, ...backward, upstream, ...Object.values(parameters)]);
  if (input !== x) input.dispose();
  if (!value || !dx) throw new Error(`${program.title} gave no result.`);
  return {
    value,
    ...(savedValue && slope && { saved: { value: savedValue, slope } }),
    dx,
    gradients: gradients.map((gradient) => gradient?.[0] ?? Number.NaN),
  };
}
