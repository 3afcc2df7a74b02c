import * as tf from '@tensorflow/tfjs-core';
import type { Activation } from '../activations';
import { ActivationForward, BackendRefusal } from '../backends/backend';
import { deviceOf } from '../backends/deviceOf';
import { programOf } from '../tfjs/programOf';

export interface KernelRow {
  backend: string;
  device: string;
  'computes it': string;
}

/** The backends of this process, the one in use first, and how each computes the activation. */
export function kernelsOf(activation: Activation): KernelRow[] {
  const current = tf.getBackend();
  const others = Object.keys(tf.engine().registryFactory).filter((name) => name !== current);
  return [current, ...others].map((name) => ({
    backend: name,
    device: name === current ? `${deviceOf(name, tf.backend())} (in use)` : 'present, not in use',
    'computes it': wayOf(activation, name, name === current),
  }));
}

function wayOf(activation: Activation, backend: string, isCurrent: boolean): string {
  // tfjs types the answer as always there; it is not.
  const kernel: tf.KernelConfig | undefined = tf.getKernel(ActivationForward, backend);
  if (!kernel) return "by tfjs's own operations, composed";
  const refusal = isCurrent ? refusalOf(activation) : undefined;
  return refusal ?? 'fused: one compute kernel forward, one backward';
}

/** Tried with one number, its trainable parameters given at run time. */
function refusalOf(activation: Activation): string | undefined {
  const parameters = activation.parameters.filter(({ trainable }) => trainable);
  const scalars = () => Object.fromEntries(parameters.map(({ name, initial }) => [name, tf.scalar(initial)]));
  // tfjs types a kernel's attributes as what can be serialized.
  const attrs = { program: programOf(activation) } as unknown as tf.NamedAttrMap;
  try {
    tf.tidy(() => tf.engine().runKernel(ActivationForward, { x: tf.tensor1d([0.5]), ...scalars() }, attrs));
    return undefined;
  } catch (error) {
    if (error instanceof BackendRefusal) return `refused: ${error.message}`;
    throw error;
  }
}
